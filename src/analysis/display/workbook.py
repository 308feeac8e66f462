"""A workbook that a question writes for each county: what it is called, and how it is written.

Text is written as text: a name that begins with = + - @ is never a formula, an address never a
link. The same tables give the same bytes: no clock time and no author in a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from analysis.tables.name import Name

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book

TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
A4 = 9


def opened(target: Path | BinaryIO) -> "Book":
    """Return a workbook to write to a path or in memory; it is closed as a context."""
    from xlsxwriter import Workbook as Book

    in_memory = not isinstance(target, Path)
    book = Book(target if in_memory else str(target), {"in_memory": in_memory, **TEXT})
    book.set_properties({"created": EPOCH, "author": "", "company": ""})
    return book


@dataclass(frozen=True)
class Workbook:
    """One Excel file of one county; internal, unless the place is to publish it.

    Parameters
    ----------
    name
        The file's name, without language and ending.
    title
        What it holds, with the year.
    write
        Writes it at a path under its whole title: that with the county and the marks.
    to_publish
        Whether it is made to be published (公示), and says nothing of not being passed on.
    """

    name: str
    title: Name
    write: Callable[[Path, str], None]
    to_publish: bool = False
