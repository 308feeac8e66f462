"""What is the same for every county is drawn once and kept beside the tables it shows.

A city's map of growth costs a quarter of a second; without this every county's report would draw
it again. What is kept is found again only by the code and the libraries that drew it.

    <store>/released/<question>/<key>/<audience>/city/drawn/<edition>/<name>.json
"""

import functools
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from analysis import fingerprint
from analysis.atomic import write_atomic

if TYPE_CHECKING:
    from great_tables import GT
    from matplotlib.figure import Figure

    from analysis.tables.release import Release


LIBRARIES = ("great-tables", "matplotlib", "pandas", "pillow", "seaborn")


@dataclass(frozen=True)
class Drawn:
    """A figure or a table as a page takes it: MIME type → content.

    `narrow` is the image for a phone, if there is one.
    """

    data: dict[str, str]
    narrow: str = ""


Shown: TypeAlias = "Figure | GT | Drawn"


def cached(
    release: "Release",
    question: str,
    name: str,
    lang: str,
    draw: "Callable[[], Figure | GT | None]",
) -> "Shown | None":
    """Return what `draw` makes, from where it was kept if it was drawn before; None if nothing.

    Parameters
    ----------
    release
        The tables shown. Each county of the audience "county" sees its own figures among the
        others', so nothing is kept for it.
    question
        The question whose tables are shown.
    name
        What is drawn; with the rows chosen, the language and the counties it names the file.
    lang
        "zh" or "en".
    draw
        Must not depend on the release's county, only on its neighbours.
    """
    if release.audience == "county":
        return draw()
    near = _digest(" ".join(release.neighbours))[:8]
    chosen = "".join(f"-{value}" for value in release.chosen.values())
    folder = release.shared(question) / "drawn" / edition(question)
    file = folder / f"{name}{chosen}-{near}-{lang}.json"
    if file.is_file():
        digest, _, content = file.read_text(encoding="utf-8").partition("\n")
        if digest == _digest(content):
            return Drawn(**json.loads(content))
    from analysis.display.show import encoded

    made = draw()
    if made is None:
        return None
    kept = encoded(made, phone=True)
    content = json.dumps(asdict(kept), ensure_ascii=False)
    with suppress(PermissionError):  # whoever may only read draws each time
        write_atomic(file, f"{_digest(content)}\n{content}".encode())
    return kept


@functools.cache
def edition(question: str) -> str:
    """Return the hash of what decides how a figure or a table of a question looks."""
    own = fingerprint.of_tree(fingerprint.PACKAGE / "questions" / question)
    libraries = [version(name) for name in LIBRARIES]
    made_of = [fingerprint.of_code("display", "tables"), own, *libraries]
    return _digest(" ".join(made_of))[:16]


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
