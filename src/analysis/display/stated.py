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
    '<div class="part-image" tabindex="0"><img src="data:image/png;base64,{}" alt="{}"></div>'
)


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
        data = self.shown.data if isinstance(self.shown, Drawn) else encoded(self.shown)
        if "text/html" in data:
            return Markup(data["text/html"])
        return IMAGE.format(data["image/png"], f"{self.finding} {self.measure}".strip())


def stated(
    release: "Release",
    question: str,
    name: str,
    shown: "Markup | Shown | None",
    lang: str,
    *,
    finding: Mapping[str, Any] | None = None,
    measure: Mapping[str, Any] | None = None,
) -> Stated | None:
    """Return what is shown under two sentences of a question; None where nothing is shown.

    Parameters
    ----------
    name
        The sentences are `<name>_finding` and `<name>_measure`.
    finding, measure
        Their slots.
    """
    if shown is None:
        return None
    text = of_release(release, question)
    return Stated(
        shown,
        text.say(f"{name}_finding", lang, **(finding or {})),
        text.say(f"{name}_measure", lang, **(measure or {})),
        release.city.source(lang),
    )
