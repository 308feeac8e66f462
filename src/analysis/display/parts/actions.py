"""What needs doing: a numbered list, whom it concerns first."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered
from analysis.display.parts.tones import Tone


@dataclass(frozen=True)
class Action:
    """One thing to do: whom it concerns, what and why, where it is explained."""

    subject: str
    text: str
    tone: Tone = "unknown"
    href: str = ""


def actions(listed: Sequence[Action], title: str = "") -> Markup:
    """Return the list, in the order given, under its title; empty without any."""
    return rendered("actions.html.j2", actions=listed, title=title) if listed else Markup("")
