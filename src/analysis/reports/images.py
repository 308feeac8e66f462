"""Embedded images set aside while a page is made: nine tenths of it, which nothing has to read.

What is set aside holds the letters of base64 alone, so wherever it is put back it is no markup.
"""

import re

_CONTENT = re.compile(r"(?<=;base64,)[A-Za-z0-9+/]{200,}={0,2}")
_NUMBER = re.compile(r"(?<=;base64,)\d{8}(?![A-Za-z0-9+/=])")


def set_aside(html: str) -> tuple[str, list[str]]:
    """Return `html` with a number in the place of each long base64 content, and the contents."""
    contents: list[str] = []

    def number(content: re.Match[str]) -> str:
        contents.append(content[0])
        return f"{len(contents) - 1:08d}"

    return _CONTENT.sub(number, html), contents


def put_back(html: str, contents: list[str]) -> str:
    """Return `html` with the contents in the place of their numbers."""
    found = dict(enumerate(contents))
    return _NUMBER.sub(lambda number: found.get(int(number[0]), number[0]), html)
