"""Whether the named figures of a report's page are still those of the data: card by card.

A page says of what it was made, in the command that makes it again, and shows each named figure of
its questions as a card.
"""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from analysis.display.quantity_cards import CARD, listing
from analysis.display.report import COMMAND
from analysis.documents.verify import Compared
from analysis.errors import DataError
from analysis.tables.registry import figures
from analysis.tables.release import Release

ENDINGS = (".html", ".htm")


@dataclass(frozen=True)
class Page:
    """What a report's page says.

    Parameters
    ----------
    facts
        `city`, `county`, `period`, `lang`, `audience` of the command that makes it again.
    said
        Named figure → its value as printed on its card.
    """

    facts: dict[str, str]
    said: dict[str, str]


def read(file: Path) -> Page:
    """Return what a page says.

    Raises
    ------
    DataError
        If the file is not there, or no page of a report with named figures.
    """
    if not file.is_file():
        raise DataError(f"找不到{file}", f"there is no {file}")
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8", errors="replace"))
    if reader.command is None or not reader.said:
        raise DataError(
            f"{file}不是带指标卡片的分析页面", f"{file} is no page of a report with named figures"
        )
    city, *words = shlex.split(reader.command.removeprefix(COMMAND))
    facts = {name.removeprefix("--"): v for name, v in zip(words[::2], words[1::2], strict=True)}
    return Page({**facts, "city": Path(city).name}, reader.said)


def verify(page: Page, release: Release) -> Iterator[Compared]:
    """Compare each card of a page with what it would say now."""
    now = dict(_of_now(page.said, release, page.facts["lang"]))
    for name, said in page.said.items():
        number, printed = now.get(name, ("", ""))
        yield Compared(number, name, name, said, printed, said, printed)


def _of_now(
    names: Iterable[str], release: Release, lang: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each figure's number in the year's report and its value; none of a question left out."""
    for question in dict.fromkeys(figures()[name][0] for name in names if name in figures()):
        if release.why_omitted(question) is None:
            for row in listing(release, question, lang).itertuples():
                yield str(row.quantity), (str(row.number), str(row.value))


@dataclass
class _Reader(HTMLParser):
    """Collects the values of cards, and the command among the texts of a page."""

    said: dict[str, str] = field(default_factory=dict)
    command: str | None = None
    card: str = ""
    in_value: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "details" and about.get("class") == CARD:
            self.card = about.get("id") or ""
            self.said[self.card] = ""
        self.in_value = tag == "b" and self.card != ""

    def handle_endtag(self, tag: str) -> None:
        self.in_value = False
        if tag == "summary":
            self.card = ""

    def handle_data(self, data: str) -> None:
        if self.in_value:
            self.said[self.card] += data
        elif data.startswith(COMMAND):
            self.command = data
