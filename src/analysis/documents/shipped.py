"""The shipped templates, set from their texts: `python -m analysis.documents.shipped`."""

from datetime import date
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.documents.fill import SHIPPED
from analysis.documents.page import typeset
from analysis.documents.word import content

MADE_FOR = date(2022, 12, 31)
"""The day in the properties of a template, whose text has none."""


def made(text: Path) -> bytes:
    """Return the template of a text."""
    return content(typeset(text.read_text(encoding="utf-8").splitlines()), MADE_FOR)


if __name__ == "__main__":
    for file in sorted(SHIPPED.glob("*.txt")):
        write_atomic(file.with_suffix(".docx"), made(file))
