"""One report to make: a notebook, a county, where the results go."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import DataError


class Way(NamedTuple):
    """A link to another page: `first`, `before`, `after`, `language` or `report`."""

    kind: str
    title: str
    href: str


@dataclass(frozen=True)
class Heading:
    """What the page says above the notebook: whose report, of when, how it may be used, and ways.

    `ways` lead to other pages: see `ways.py`. `report` says to programs whose it is: county,
    period and audience.
    """

    lang: str
    overline: str
    marks: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    report: str = ""


class Name(NamedTuple):
    """What tells a run from the others of a folder.

    `parameters` are those that differ from the notebook's own: `indicator=electricity`, or "".
    """

    notebook: str
    county: str
    lang: str
    parameters: str = ""

    @property
    def stem(self) -> str:
        """Its files' name without an ending; what no file system would take becomes a hash."""
        asked = self.parameters
        if not re.fullmatch(r"[a-z0-9_.,=-]{0,80}", asked):
            asked = hashlib.sha256(asked.encode()).hexdigest()[:16]
        return ".".join(filter(None, (self.notebook, asked, self.lang)))


@dataclass(frozen=True)
class Run:
    """A notebook executed with one set of parameters.

    `parameters` are all that are passed to it; `key` is the hash of everything the result depends
    on; `html` is the report, `executed` the notebook with its outputs, which stays with the bureau;
    `questions` are those it shows, `also` those it could be made without.
    """

    name: Name
    notebook: Path
    parameters: Mapping[str, Any]
    heading: Heading
    html: Path
    executed: Path
    key: str
    questions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return the hash of the key and the place."""
        return hash((self.key, self.executed))

    @property
    def county(self) -> str:
        """The county's code."""
        return self.name.county


@dataclass(frozen=True)
class Folders:
    """Where a batch writes: all below `root`.

    `released` may be handed to the audience; `private` holds the executed notebooks, the log of
    events and the lock, is readable by its owner alone, and never leaves the bureau. What is
    made for internal use is kept under the private root as a whole.
    """

    root: Path
    released: Path
    private: Path

    @classmethod
    def under(cls, out: Path, city: str, period: str, audience: str) -> "Folders":
        """Return the folders of a batch under `out`."""
        root = out.resolve()
        inner = root / "internal"
        place = Path(city) / period
        released = inner if audience == "internal" else root
        folders = cls(root, released / place / audience, inner / place / "runs" / audience)
        for folder in (folders.released, folders.private):
            if not folder.is_relative_to(root):
                raise DataError(f"输出路径越出{out}：{folder}", f"{folder} is outside {out}")
        return folders

    def create(self) -> None:
        """Make the folders; the private root opens to its owner only."""
        self.released.mkdir(parents=True, exist_ok=True)
        self.private.mkdir(parents=True, exist_ok=True)
        for folder in self.private.parents:  # its own name may be the audience "internal"
            if folder.name == "internal":
                folder.chmod(0o700)
                return
