"""A page's links to others: each leads to a page that is there, or is no link.

A page is written before the others of its batch are done, and some of these may fail. When the
batch has ended, a link to a page that is not there loses its address; it has it back once the page
is there. A link without an address is not shown.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

from analysis.choices import LANGUAGES
from analysis.reports.manifest import Record
from analysis.reports.run import Name, Run

There = Callable[[Path], bool]
"""Whether there is a page."""
NAVIGATION_ENDS = "</nav>"
LINK = re.compile(r'(<a class="way-(?!first)\w+") (?:data-)?href="([^"]*)"')
"""A link of the navigation to any page but the first, which there always is."""


def led(page: str, folder: Path, there: There) -> str:
    """Return a page of a folder whose links have an address where there is a page, and else none.

    Examples
    --------
    >>> link = '<a class="way-report" href="01.zh.html">…</a></nav>'
    >>> led(link, Path("139901"), lambda page: False)
    '<a class="way-report" data-href="01.zh.html">…</a></nav>'
    """

    def lead(link: re.Match[str]) -> str:
        address = "href" if there(_page(folder, html.unescape(link[2]))) else "data-href"
        return f'{link[1]} {address}="{link[2]}"'

    navigation, ends, rest = page.partition(NAVIGATION_ENDS)
    return LINK.sub(lead, navigation) + ends + rest


def to_lead(
    runs: Collection[Run], records: Mapping[Name, Record], ended: Collection[Name], there: There
) -> Iterator[Run]:
    """Yield the done runs of a batch whose links may lead elsewhere than when they were written.

    Parameters
    ----------
    runs
        Of the batch; pages in the other language are looked at too.
    records
        How runs ended, of this batch and earlier ones.
    ended
        The runs that were made, or failed, in this batch.
    """
    made = {run.html for run in runs if run.name in ended}
    for run in runs:
        pages = {_page(run.html.parent, w.href): w.there for w in run.heading.ways}
        if run.name in ended:
            changed = any(there(page) != led_to for page, led_to in pages.items())
        else:
            changed = not made.isdisjoint(pages)
        if changed and _done(run, records):
            yield run
        if run.name in ended:
            yield from (twin for twin in _twins(run, records) if there(twin.html))


def _twins(run: Run, records: Mapping[Name, Record]) -> Iterator[Run]:
    """Yield the same report in other languages, where it was made."""
    for lang in LANGUAGES:
        name = run.name._replace(lang=lang)
        if lang != run.name.lang and (record := records.get(name)) and record.status == "done":
            page, kept = (
                path.with_name(f"{name.stem}{path.suffix}") for path in (run.html, run.executed)
            )
            yield replace(run, name=name, html=page, executed=kept, key=record.input_hash)


def _done(run: Run, records: Mapping[Name, Record]) -> bool:
    record = records.get(run.name)
    return record is not None and record.status == "done"


def _page(folder: Path, href: str) -> Path:
    return Path(normpath(folder / unquote(href)))
