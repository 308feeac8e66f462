"""A figure or table with its finding in words, from the templates that describe it too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from analysis.display.drawn import Drawn
from analysis.display.parts import figure
from analysis.display.sentences import of_release

if TYPE_CHECKING:
    from analysis.display.drawn import Shown
    from analysis.tables.release import Release

IMAGE = Markup(
    '<picture class="part-image"><source media="(max-width: 40rem)" '
    'srcset="data:image/png;base64,{}"><img src="data:image/png;base64,{}" alt="{}"></picture>'
)
"""A phone takes the narrow drawing, all else the wide one."""
WIDE = Markup(
    '<div class="part-wide" tabindex="0"><img src="data:image/png;base64,{}" alt="{}"></div>'
)
"""What cannot be drawn narrow scrolls in its frame on a phone."""


@dataclass(frozen=True)
class Stated:
    """What is shown, and what it shows.

    Parameters
    ----------
    shown
        Markup of parts, or what `show` takes.
    finding
        What it shows, in one sentence; empty where nothing can be said.
    measure
        Measure, unit, period, and how the drawing is read.
    source
        Where the numbers come from.
    """

    shown: "Markup | Shown"
    finding: str
    measure: str
    source: str = ""

    def markup(self) -> Markup:
        """Return the figure with its caption; an image is described by its caption's words."""
        return figure(self.finding, self._body(), self.measure, self.source)

    def _body(self) -> Markup:
        from analysis.display.show import encoded

        if isinstance(self.shown, Markup):
            return self.shown
        kept = self.shown if isinstance(self.shown, Drawn) else encoded(self.shown, phone=True)
        if "text/html" in kept.data:
            return Markup(kept.data["text/html"])
        wide, said = kept.data["image/png"], f"{self.finding} {self.measure}".strip()
        return IMAGE.format(kept.narrow, wide, said) if kept.narrow else WIDE.format(wide, said)


def stated(
    release: "Release",
    question: str,
    name: str,
    shown: "Markup | Shown | None",
    lang: str,
    *,
    finding: str | Mapping[str, Any] | None = None,
    measure: Mapping[str, Any] | None = None,
) -> Stated | None:
    """Return what is shown under two sentences of a question; None where nothing is shown.

    Parameters
    ----------
    name
        The sentences are `<name>_finding` and `<name>_measure`.
    finding, measure
        Their slots; or the finding itself, as `extremes` says it. The measure may say `period`,
        the last month, which the release knows.
    """
    if shown is None:
        return None
    text = of_release(release, question)
    if not isinstance(finding, str):
        finding = text.say(f"{name}_finding", lang, **(finding or {}))
    declared = text.sentences[f"{name}_measure"].slots
    dated = {"period": release.period} if "period" in declared else {}
    said = text.say(f"{name}_measure", lang, **dated, **(measure or {}))
    return Stated(shown, finding, said, release.city.source(lang))
