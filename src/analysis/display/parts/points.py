"""How a page begins: what came, each point under the word by which it is looked for."""

from collections.abc import Mapping

from markupsafe import Markup

from analysis.display.parts.markup import rendered


def points(said: Mapping[str, str]) -> Markup:
    """Return label → sentence as a list, in its order; empty sentences are left out."""
    known = {label: sentence for label, sentence in said.items() if sentence}
    return rendered("points.html.j2", points=known) if known else Markup("")
