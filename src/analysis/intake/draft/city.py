"""The draft of `city.yaml`: what raw files tell of a city, and a list of what they do not."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.errors import DataError
from analysis.intake.codes import plain_text
from analysis.intake.draft.counties import counties
from analysis.intake.draft.feeds import Point, feeds
from analysis.intake.draft.tables import ROWS, Guess, guess
from analysis.intake.feeds import is_lock, read_sheets
from analysis.intake.headings import YEAR_ALONE
from analysis.intake.sheets import Sheet
from analysis.tables.city_faults import OPEN
from analysis.tables.rules import REFERENCE
from analysis.tables.units import CURRENCIES

MEASURES = (
    {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
    {"table": "employment_month", "column": "employment_persons", "kind": "stock"},
)
SHOWN = 8
"""How many of a sheet's headings are shown where it fits no table."""
WHOLE = "all_industry"
"""The classification whose only industry is all of it."""
HEAD = (
    "# 草稿：由 analysis new-city 生成，请核对 · A draft by `analysis new-city`, to be checked.\n"
)


def draft_city(folder: str | Path) -> tuple[str, list[Point]]:
    """Draft `city.yaml` of a folder with raw files in `raw/`.

    Returns
    -------
    tuple
        The text of `city.yaml`, what is open as comments at its head; and what is open, in Chinese
        and English.

    Raises
    ------
    DataError
        If there are no raw files, `city.yaml` is there already, or no sheet could be taken for a
        table that a city measures.
    """
    folder = Path(folder)
    if (folder / "city.yaml").exists():
        raise DataError(
            f"{folder / 'city.yaml'}已存在，不覆盖", f"{folder / 'city.yaml'} is there already"
        )
    guesses, points = _guesses(folder / "raw")
    held = {each.table.name for each in guesses}
    measure = next((one for one in MEASURES if one["table"] in held), None)
    if measure is None:
        raise DataError(
            "；".join(["没有找到分县分行业产值或就业的表，无法起草", *(zh for zh, _ in points)]),
            "; ".join(
                [
                    "no table of output or employment by county and industry was found: nothing "
                    "to draft",
                    *(en for _, en in points),
                ]
            ),
        )
    measured = [each for each in guesses if each.table.name == measure["table"]]
    periods = set().union(*(each.periods() for each in measured))
    last = max(periods, default="")
    found, open_counties = counties(guesses)
    declared_feeds, open_feeds = feeds(guesses, [each["name"]["zh"] for each in found], last)
    industries, open_industries = _classification(guesses)
    points = [
        ("name、source、licence：请填城市名称、数据来源和许可",
         "name, source, licence: what the city is called, whose data these are, on which terms"),
        ("vintage按最后一期推测（次月15日），请逐个改为实际的数据日期",
         "vintage: guessed, the 15th after the last period; put the days the files were closed"),
        *open_counties, *open_industries, *_disclosure(held), *points, *open_feeds,
    ]  # fmt: skip
    declared: dict[str, Any] = {
        "name": {"zh": OPEN, "en": OPEN},
        "period": last or OPEN,
        **_money(measured),
        "measure": measure | _index(measured),
        "industries": industries,
        "source": {"zh": OPEN, "en": OPEN},
        "licence": OPEN,
        "counties": found,
        "feeds": declared_feeds,
    }
    text = yaml.safe_dump(declared, allow_unicode=True, sort_keys=False, width=100)
    notes = "".join(f"# ○ {zh} · {en}\n" for zh, en in points)
    return HEAD + notes + text, points


def _guesses(raw: Path) -> tuple[list[Guess], list[Point]]:
    """The sheets taken for tables, and the files and sheets that none fits."""
    files = [path for path in sorted(raw.rglob("*")) if path.is_file() and not is_lock(path.name)]
    if not files:
        raise DataError(f"没有原始数据文件：{raw}", f"no raw files in {raw}")
    found, points = [], []
    for path in files:
        file = path.relative_to(raw).as_posix()
        sheets, faults = read_sheets(path.read_bytes(), file, None)
        guessed = [guess(sheet) for sheet in sheets]
        found += [each for each in guessed if each is not None]
        if not sheets and faults:
            points += [(f"{fault.zh}，未列入feeds", f"{fault.en}; left out") for fault in faults]
        elif not any(guessed):
            points += [_no_table(sheet) for sheet in sheets]
    return found, points


def _no_table(sheet: Sheet) -> Point:
    """Why a sheet was left out: the headings it seems to have, none of them known as a table's."""
    rows = [[plain_text(cell) for cell in row if cell] for row in sheet.rows[:ROWS]]
    widest = max(rows, key=len, default=[])
    shown = "、".join(widest[:SHOWN]) + ("……" if len(widest) > SHOWN else "")
    place = f"{sheet.file}〔{sheet.name}〕" if sheet.name else sheet.file
    years = sum(bool(YEAR_ALONE.fullmatch(cell)) for cell in widest) > 1
    return (
        f"{place}：看不出是哪张表，未列入feeds；其首行像是：{shown}"
        + ("；各列是年份，报告按月累计，不用全年数" if years else ""),
        f"{place}: fits no table, left out of feeds; its headings seem to be {shown}"
        + ("; these are years, reports are of months" if years else ""),
    )


def _index(measured: Sequence[Guess]) -> dict[str, str]:
    """Whether a heading calls the figures an index, which makes no sum."""
    joined = "".join(heading for each in measured for heading in each.header.headings).lower()
    return {"kind": "index"} if re.search("指数|index", joined) else {}


def _money(measured: Sequence[Guess]) -> dict[str, str]:
    """The currency that headings, titles and names of the measured table state, if it is one."""
    texts = [text for each in measured for text in (*each.texts, *each.header.headings)]
    words = {word.upper() for text in texts for word in re.findall("[A-Za-z]+", text)}
    joined = "".join(texts)
    said = [code for code, zh in CURRENCIES.items() if code in words or zh in joined]
    return {"currency": said[0]} if len(said) == 1 else {}


def _disclosure(held: Container[str]) -> list[Point]:
    """What must be said before figures leave that no enterprise's own stand behind."""
    if "enterprise_month" in held:
        return []
    return [
        (
            "disclosure：没有企业月报，只能出内部报告；数据已由来源公布的，"
            "写disclosure: {released_by_source: true}",
            "disclosure: without reports of enterprises only internal pages can be made; where the "
            "source has published the figures, write disclosure: {released_by_source: true}",
        )
    ]


def _classification(guesses: Sequence[Guess]) -> tuple[str, list[Point]]:
    """The shared classification that knows most of the industries' codes."""
    said = {
        cell
        for each in guesses
        for place in each.places("industry_code")[:1]
        for cell in each.cells(place)
        if cell
    }
    if not said:
        return WHOLE, [
            (
                "industries：没有认出行业一列，暂为全部工业（00）；有行业的，写gbt4754_2017或本市分类的名称",
                "industries: no heading is known as theirs, so industry as a whole (00); where "
                "there are some, gbt4754_2017 or the name of the city's own classification",
            )
        ]
    fits: Counter[str] = Counter()
    for file in sorted((REFERENCE / "industries").glob("*.csv")):
        rows = pd.read_csv(file, dtype=str, encoding="utf-8")
        spellings = {*rows["industry_code"], *rows["name_zh"], *rows["name_en"]}
        fits[file.stem] = len(said & spellings)
    (best, known), *_ = fits.most_common(1)
    if 2 * known >= len(said):
        return best, []
    return best, [
        (
            f"industries：{len(said)}个行业中{best}只认得{known}个；本市自己的分类请放在"
            "reference/industries/<名称>.csv",
            f"industries: {best} knows {known} of {len(said)}; put the city's own classification "
            "into reference/industries/<name>.csv",
        )
    ]
