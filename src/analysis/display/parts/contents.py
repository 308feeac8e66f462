"""A line of links to the sections of a page."""

from collections.abc import Mapping

from markupsafe import Markup

from analysis.display.parts.markup import rendered


def contents(sections: Mapping[str, str], label: str) -> Markup:
    """Return links to sections, by their names, with their titles; empty without two of them.

    `label` says what the links are, to those who do not see them.
    """
    if len(sections) < 2:
        return Markup("")
    return rendered("contents.html.j2", sections=sections, label=label)
