"""A section that states its finding: the finding, what is measured, the figure, its source."""

from markupsafe import Markup

from analysis.display.parts.markup import rendered


def section(name: str, finding: str, body: str, measure: str = "", source: str = "") -> Markup:
    """Return a section; empty where its body is.

    Parameters
    ----------
    name
        Where a link leads.
    finding
        Its heading.
    body
        Markup of its parts.
    measure
        What is shown: measure, unit, period.
    source
        Where it comes from.
    """
    if not body:
        return Markup("")
    return rendered(
        "section.html.j2", name=name, finding=finding, body=body, measure=measure, source=source
    )
