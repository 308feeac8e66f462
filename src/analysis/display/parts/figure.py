"""A figure that states its finding: what it shows, what is measured, the drawing, its source."""

from markupsafe import Markup

from analysis.display.parts.markup import rendered


def figure(finding: str, body: str, measure: str = "", source: str = "") -> Markup:
    """Return a figure with its caption; empty where its body is.

    Parameters
    ----------
    finding
        What the figure shows, in one sentence.
    body
        Its drawing, as markup.
    measure
        Measure, unit and period; how the drawing is read.
    source
        Where the numbers come from.
    """
    if not body:
        return Markup("")
    return rendered("figure.html.j2", finding=finding, body=body, measure=measure, source=source)
