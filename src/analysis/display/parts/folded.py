"""What is one line away: a summary that opens."""

from markupsafe import Markup

from analysis.display.parts.markup import rendered


def folded(summary: str, body: str, *, name: str = "") -> Markup:
    """Return markup behind a summary; `name` is where a link leads. Paper shows it opened."""
    return rendered("folded.html.j2", summary=summary, body=body, name=name)
