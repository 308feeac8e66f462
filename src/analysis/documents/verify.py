"""Whether the numbers of a document are still those of the data: place by place.

The template is filled again. A place is the same if the document still says what it said, and the
exact values behind it are what they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError

from analysis.documents import trace
from analysis.documents.fill import fill
from analysis.documents.word import bookmarked
from analysis.errors import DataError
from analysis.fingerprint import of_file
from analysis.tables.release import Release

ENDING = ".trace.xlsx"


@dataclass(frozen=True)
class Compared:
    """A name of a place, then and now.

    Parameters
    ----------
    n, place, quantity
        As in the trace.
    said, printed
        What the document says at its bookmark, "" if that is gone, and what it should say.
    before, now
        The exact value then and now; "" of a page, which has what it prints alone.
    """

    n: str
    place: str
    quantity: str
    said: str
    printed: str
    before: str
    now: str

    @property
    def same(self) -> bool:
        """Whether the document and the data still say the same."""
        return self.said == self.printed and self.before == self.now


def trace_of(document: Path) -> Path:
    """Return where the trace of a document lies: beside it."""
    return document.with_name(document.stem + ENDING)


def verify(document: Path, template: Path, release: Release) -> Iterator[Compared]:
    """Compare each place of a document with what its template says now.

    Raises
    ------
    DataError
        If it is no Word document, its trace is not there, or the template is another one.
    """
    noted, facts = trace.read(trace_of(document))
    if of_file(template) != facts["template_sha256"]:
        raise DataError(
            f"模板{template.name}已不是生成文档时的模板",
            f"the template {template.name} is not the one the document was made of",
        )
    try:
        said = bookmarked(docx.Document(str(document)))
    except PackageNotFoundError as error:
        raise DataError(f"{document}不是Word文档", f"{document} is no Word document") from error
    filled = fill(template, release, facts["lang"], draft=True)
    now = trace.rows(filled, release, facts["lang"])
    both = noted.merge(
        now, on=["place", "quantity"], how="outer", suffixes=("", "_now"), sort=False
    )
    both = both.astype("str").mask(both.isna(), "")
    order = {place: number for number, place in enumerate(noted["place"])}
    for row in both.sort_values("place", key=lambda p: p.map(order), kind="stable").itertuples():
        yield Compared(
            row.n, row.place, row.quantity, said.get(row.place, ""), row.printed_now,
            row.exact, row.exact_now,
        )  # fmt: skip
