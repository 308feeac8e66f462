"""What the parts of city.yaml say of each other: tables, columns, counties, units, rule files."""

import difflib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.tables import table
from analysis.tables.units import RAW_UNITS

if TYPE_CHECKING:
    from analysis.tables.city import City

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


def contradictions(city: "City") -> list[tuple[str, str]]:
    """Return what does not fit in city.yaml, in Chinese and English."""
    codes = [c.code for c in city.counties]
    faults: list[tuple[str, str]] = [
        (f"县代码{code}重复", f"county {code} stands twice")
        for code, times in sorted(Counter(codes).items())
        if times > 1
    ]
    places = {"city", *codes}
    for feed in city.feeds:
        columns = table(feed.table).columns
        unknown = {*feed.headers.values(), *feed.constants} - set(columns)
        for name in sorted(unknown):
            near = difflib.get_close_matches(name, list(columns), n=1, cutoff=0.0)[0]
            faults.append(
                (
                    f"表{feed.table}没有列“{name}”，最接近的是“{near}”",
                    f"table {feed.table} has no column {name!r}, the nearest one is {near!r}",
                )
            )
        if feed.county and ("county_code" not in columns or "county_code" in feed.constants):
            faults.append(
                (
                    f"表{feed.table}不需要county：没有county_code列，或constants已给出",
                    f"table {feed.table} needs no county: it has no county_code, or constants do",
                )
            )
    if city.measure.column not in table(city.measure.table).columns:
        faults.append(
            (
                f"表{city.measure.table}没有列“{city.measure.column}”",
                f"table {city.measure.table} has no column {city.measure.column!r}",
            )
        )
    for target in city.targets:
        if target.county not in places:
            faults.append(
                (
                    f"目标中的县代码{target.county}不存在",
                    f"target for unknown county {target.county}",
                )
            )
        if target.indicator == "value_added" and target.kind == "level":
            faults.append(
                (
                    f"增加值目标只能是增速（growth_pct）：{target.county} {target.year}",
                    f"value added is published as growth only, its target is growth_pct: "
                    f"{target.county} {target.year}",
                )
            )
        if target.kind == "level" and target.unit.strip().casefold() not in RAW_UNITS:
            faults.append(
                (
                    f"目标的单位“{target.unit}”未知：{target.indicator} {target.county}",
                    f"unknown unit {target.unit!r} of the target {target.indicator} "
                    f"{target.county}",
                )
            )
    for kind, chosen in (("schemes", city.scheme), ("policy", city.policy)):
        known = sorted(file.stem for file in (REFERENCE / kind).glob("*.yaml"))
        if chosen is not None and chosen not in known:
            faults.append(
                (
                    f"data/reference/{kind}/中没有“{chosen}”，可用：{'、'.join(known)}",
                    f"data/reference/{kind}/ has no {chosen!r}; one of {', '.join(known)}",
                )
            )
    return faults
