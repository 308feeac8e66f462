"""The first page of a folder that is handed over, in both languages; it needs no network either.

It is the front page of the territory, where the batch could answer its question, over the list of
all reports; elsewhere, and for a single county, it is that list.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.choices import LANGUAGES
from analysis.display.front import Front
from analysis.display.numbers import year_to_date
from analysis.errors import DataError
from analysis.reports.front import FrontPage
from analysis.reports.listing import Listing
from analysis.reports.manifest import OMITTED, read_manifest
from analysis.reports.page import page
from analysis.reports.plan import Plan, marks
from analysis.reports.sheets import as_csv, as_workbook
from analysis.reports.ways import FIRST
from analysis.reports.withholding import WithheldError, pass_gate, write_secrets
from analysis.tables.territory import WHOLE

SHEETS = "tables"
"""The folder beside the page in which its tables lie."""


def write_index(
    plan: Plan,
    there: Callable[[Path], bool] = Path.is_file,
    front: FrontPage | None = None,
) -> list[Path]:
    """Write the first pages of the folders that are handed over and return all that was written.

    What is for counties is a folder each, whose page knows of no other; all else is one folder.
    The list has a row a county, a column a notebook, a link for each language; a notebook run with
    other parameters than its own has a column for them. It lists what the manifest knows, of this
    batch and of earlier ones. A run that failed says so; a report made of it before stays linked.
    `there` tells whether a page exists.

    Raises
    ------
    DataError
        If the manifest is none.
    """
    released = plan.folders.released
    noted = read_manifest(released)
    records = {name: record for name, record in noted.items() if record.county}
    earlier = {r.notebook: r.error for r in noted.values() if r.status == OMITTED}
    omitted = {**earlier, **plan.omitted()}
    seen = {*(run.county for run in plan.runs), *(name.county for name in records)}
    places = [
        place
        for place in (plan.city.place(WHOLE), *plan.city.counties)
        if place.code in seen or (place.code != WHOLE and plan.audience != "county")
    ]
    alone = plan.audience == "county"
    folders = {released / p.code: [p] for p in places} if alone else {released: places}
    written: list[Path] = []
    for folder, held in folders.items():
        codes = {place.code for place in held}
        own = {name: record for name, record in records.items() if name.county in codes}
        listing = Listing(plan, folder, held, own, omitted, there)
        for lang in LANGUAGES:
            shown = front if WHOLE in codes or not alone else None
            written += _write(listing, shown, lang)
    return written


def _write(listing: Listing, front: FrontPage | None, lang: str) -> list[Path]:
    """Write a folder's page in one language, and its tables; without what the gate withholds.

    A front page that could not be made is left out with its reason: the list is written.
    """
    file = listing.folder / FIRST[lang]
    made, fault = None, None
    try:
        made = front.made(lang, listing.reports(lang)) if front else None
    except DataError as error:
        fault = error
    try:
        sheets = _sheets(listing, made, lang)
        files = {file: _page(listing, made, lang, [*sheets], fault).encode(), **sheets}
        _pass(listing.plan, files)
    except WithheldError as error:
        log = listing.plan.folders.private / f"{file.stem}.log"
        write_atomic(log, f"{error}\n".encode())
        files = {file: _page(listing, None, lang).encode()}
    for path, content in files.items():
        write_atomic(path, content)
    return [*files]


def _pass(plan: Plan, files: dict[Path, bytes]) -> None:
    """Let the gate read what leaves the bureau.

    Raises
    ------
    WithheldError
        If it finds what must not leave.
    """
    if plan.audience == "internal":
        return
    secrets = plan.folders.private / "secrets.arrow"
    if not secrets.is_file():
        write_secrets(plan.data, plan.period, secrets)
    for path, content in files.items():
        pass_gate(content, path.suffix.lstrip("."), secrets)


def _sheets(listing: Listing, made: Front | None, lang: str) -> dict[Path, bytes]:
    if made is None or not made.sheets:
        return {}
    folder = listing.folder / SHEETS
    said = marks(listing.plan.city, listing.plan.audience, lang)
    texts = {folder / f"{sheet.name}.{lang}.csv": as_csv(sheet) for sheet in made.sheets}
    return texts | {folder / f"front.{lang}.xlsx": as_workbook(made.sheets, said)}


def _page(
    listing: Listing,
    made: Front | None,
    lang: str,
    sheets: Sequence[Path] = (),
    fault: DataError | None = None,
) -> str:
    plan = listing.plan
    other = next(each for each in LANGUAGES if each != lang)
    overline = f"{plan.city.name(lang)} · {year_to_date(plan.period, lang)}"
    internal = plan.audience == "internal"
    return page(
        "index.html.j2",
        lang=lang,
        title=f"{overline} · {made.headline}" if made else overline,
        marks=marks(plan.city, plan.audience, lang),
        overline=overline,
        **plan.city.parts.words(lang),
        other=FIRST[other],
        front=made,
        sheets=[(path.suffix[1:].upper(), f"{SHEETS}/{path.name}") for path in sheets],
        done=listing.done,
        failed=len(listing.failed),
        failures=[
            (listing.title(r.notebook, lang), plan.city.place(r.county).name(lang), r.error)
            for r in listing.failed
            if internal
        ],
        columns=listing.columns(lang),
        rows=listing.rows(lang),
        left_out=_left_out(listing, made, lang, fault),
    )


def _left_out(
    listing: Listing, made: Front | None, lang: str, fault: DataError | None
) -> Sequence[str]:
    """What is not there, and why: the front page, notebooks, then its sections."""
    between = {"zh": "：", "en": ": "}[lang]
    front = [getattr(fault, lang)] if fault else []
    notebooks = [
        f"{listing.title(name, lang)}{between}{why}" for name, why in listing.omitted.items()
    ]
    return [*front, *notebooks, *(made.left_out if made else ())]
