"""Templates of parts: what is text is escaped, what is markup stays."""

import functools
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "parts.css").read_text(encoding="utf-8")


def rendered(template: str, **content: Any) -> Markup:
    """Return what a template makes of its content."""
    return Markup(_environment().get_template(template).render(**content))


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
