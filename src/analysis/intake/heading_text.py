"""Headings without what their writers vary: width, case, spaces and separators."""

import re
import unicodedata
from functools import lru_cache

MARKS = re.compile(r"[\s:_\-/,·、|—]+")


@lru_cache(maxsize=65536)
def normalise(heading: str) -> str:
    """Return a heading without width, case, spaces and separators."""
    return MARKS.sub("", unicodedata.normalize("NFKC", heading)).casefold()
