"""A whole page around passive HTML: one style, one font, a policy that forbids the rest."""

import functools
from pathlib import Path
from typing import Any

import jinja2

from analysis.display.page_font import font_faces
from analysis.display.parts import STYLE

TEMPLATES = Path(__file__).parent / "templates"


def page(template: str = "page.html.j2", **content: Any) -> str:
    """Return the page that `template` makes of `content`, with style and font inside.

    `body`, if given, is HTML that has been made passive; all other content is escaped.
    """
    made = _environment().get_template(template)
    text = made.render(**content, style="", fonts="")
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8") + STYLE
    style += f"@page {{ @top-left {{ content: {css_text(content['title'])}; }} }}\n"
    return made.render(**content, style=style, fonts=font_faces(text))


def css_text(text: str) -> str:
    r"""Return a text as a string of a style sheet, whatever it holds.

    Examples
    --------
    >>> print(css_text('a "b" </style>'))
    "a \22 b\22  \3c /style>"
    """
    spelt = "".join(f"\\{ord(c):x} " if c in '\\"<\n\r\f' else c for c in text)
    return f'"{spelt}"'


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
