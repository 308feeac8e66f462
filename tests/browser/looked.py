"""A page as a browser shows it: what it asks for, what it says, how it lies on the screen."""

import base64
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

GRAVE = {"serious", "critical"}
WESTERN = {*bytes(sorted({*range(9, 256)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D})).decode("cp1252")}
"""The characters that every system's fonts have, blanks among them."""
SCRIPT = (Path(__file__).parent / "boxes.js").read_text(encoding="utf-8")


@dataclass
class Looked:
    """What was found on one page at one width of the screen."""

    path: Path
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    boxes: dict[str, Any] = field(default_factory=dict)
    grave: list[str] = field(default_factory=list)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the page, in a line each."""
        yield from (f"asks for {url}" for url in self.asked)
        yield from (f"says {text}" for text in self.said)
        yield from (f"axe: {fault}" for fault in self.grave)
        yield from (f"leads nowhere: {link}" for link in self._dead_links())
        for name in ("clipped", "overlapping"):
            yield from (f"{name}: {text}" for text in self.boxes[name])
        for name in ("wider", "broken", "undescribed", "uncaptioned", "alone", "unnamed"):
            if count := self.boxes[name]:
                yield f"{name}: {count}"
        if lacking := {*self.boxes["text"]} - characters(self.boxes["style"]) - WESTERN:
            yield f"no glyph for {sorted(lacking)}"

    def _dead_links(self) -> Iterator[str]:
        """Yield the links that lead nowhere from where the page lies."""
        for link in self.boxes["links"]:
            if link.startswith("#"):
                if unquote(link[1:]) not in self.boxes["names"]:
                    yield link
            elif urlsplit(link).scheme or not (self.path.parent / unquote(link)).is_file():
                yield link


def look(chromium: Browser, path: Path, width: int) -> Looked:
    """Open a page of a folder on a screen of a width."""
    found = Looked(path)
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    found.boxes = page.evaluate(SCRIPT)
    violations = Axe().run(page).response["violations"]
    found.grave = [
        f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]}"
        for fault in violations
        if fault["impact"] in GRAVE
    ]
    context.close()
    own = path.as_uri()
    found.asked = [url for url in found.asked if url != own and not url.startswith("data:")]
    return found


@functools.cache
def characters(stylesheet: str) -> frozenset[str]:
    """Return the characters that the fonts of a stylesheet have."""
    fonts = re.findall(r"base64,([A-Za-z0-9+/=]+)", stylesheet)
    opened = (TTFont(io.BytesIO(base64.b64decode(font))) for font in fonts)
    return frozenset(chr(code) for font in opened for code in font.getBestCmap())
