"""A workbook that a question writes for each county: what it is called, and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.tables.name import Name


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
