"""The counties that raw files name: codes and names, as far as they stand beside each other."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from analysis.errors import how_many
from analysis.intake.draft.tables import Guess
from analysis.intake.row_words import is_total
from analysis.tables.city_faults import OPEN
from analysis.tables.territory import COUNTY_CODE

KINDS = {"区": "district", "市": "city", "县": "county", "旗": "county"}
ZONE = re.compile("开发区|高新区|园区|经开区")
LONGEST = 20
NOT_IN_NAMES = re.compile("[:：;；,，。*]")
CODE = re.compile(COUNTY_CODE)
AT_THE_HEAD = re.compile(
    r"\d*[\s_.、-]*((?![分各全本]|上市)[\u4e00-\u9fff]{1,7}?(?:[区县旗]|(?<!城)市))"
)


def counties(guesses: Iterable[Guess]) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Return the counties as `city.yaml` has them, and what is open, in Chinese and English.

    A name without a code is given its number, a code without a name itself.
    """
    pairs: dict[str, str] = {}
    alone: dict[str, None] = {}
    for guess in guesses:
        places = guess.places("county_code")
        columns = [guess.cells(place) for place in places]
        if len(columns) > 1:
            pairs |= {c: n for c, n in zip(*columns[:2], strict=True) if CODE.fullmatch(c) and n}
        elif not columns and (outside := named_outside(guess)):
            alone[outside[1]] = None
        elif columns:
            alone |= dict.fromkeys(cell for cell in columns[0] if _may_be_county(cell))
    named = set(pairs.values())
    rest = [said for said in alone if said not in pairs and said not in named]
    open_points = []
    names = [said for said in rest if not CODE.fullmatch(said)]
    if names:
        open_points.append(
            (
                f"{len(names)}个县只有名称没有代码，暂编为01、02……，请改为正式代码",
                f"{how_many(len(names), 'county', 'counties')} with a name and no code, numbered: "
                "give theirs",
            )
        )
    pairs |= {said: said for said in rest if CODE.fullmatch(said)}
    pairs |= {f"{number:02d}": name for number, name in enumerate(names, 1)}
    if pairs:
        open_points.append(
            (
                "counties：英文名暂同中文名，kind按末字推测，group未填",
                "counties: English names repeat the Chinese, kinds follow the last character",
            )
        )
    else:
        open_points.append(
            (
                "没有找到县(市、区)，请填counties；全部数据属一个地区的，写这一个",
                "no county was found: fill counties; where all figures are of one place, that one",
            )
        )
        return [{"code": OPEN, "name": {"zh": OPEN, "en": OPEN}, "kind": "county"}], open_points
    if pairs and not any(name[-1:] in KINDS or ZONE.search(name) for name in pairs.values()):
        open_points.append(
            (
                "parts：不叫县（市、区）的请写，如parts: {zh: 国家, en: country, many: countries}",
                "parts: what they are called, if not counties: "
                "{zh: 国家, en: country, many: countries}",
            )
        )
    return [
        {"code": code, "name": {"zh": name, "en": name}, "kind": _kind(name)}
        for code, name in sorted(pairs.items())
    ], open_points


def named_outside(guess: Guess) -> tuple[str, str] | None:
    """Return where a sheet without a column of counties names its own, and the name.

    The place is `sheet` or `file`: the name begins with that of a district, a county or a city.
    """
    if "county_code" not in guess.table.columns or guess.given("county_code"):
        return None
    names = {"sheet": guess.sheet.name, "file": PurePosixPath(guess.sheet.file).name}
    found = ((place, AT_THE_HEAD.match(name)) for place, name in names.items())
    return next(((place, match[1]) for place, match in found if match), None)


def _may_be_county(cell: str) -> bool:
    return 0 < len(cell) <= LONGEST and not is_total(cell) and not NOT_IN_NAMES.search(cell)


def _kind(name: str) -> str:
    return "zone" if ZONE.search(name) else KINDS.get(name[-1], "county")
