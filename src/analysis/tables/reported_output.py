"""The output that enterprises report, of which several questions publish sums.

All of them are one problem of disclosure: whoever reads two pages reads both. So each question
that shows sums of it declares `everywhere(...)`, whichever of these sums it shows itself.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.rules import (
    a_year_after,
    a_year_before,
    earlier_in_the_year,
    later_in_the_year,
)
from analysis.tables.spec import Apart, Spec, judging
from analysis.tables.territory import INDUSTRIES
from analysis.tables.unreported import with_unreported

if TYPE_CHECKING:
    from analysis.tables.given import Given

COUNTY, INDUSTRY = CELL = ("county_code", "industry_code")
OUTPUT = ("output_ytd_10k_cny", "output_ytd_last_year_10k_cny")
CLASSES = ("group_zh", "section")
"""Classes of industries whose sums a county publishes."""
PARTS = [*CELL, *CLASSES, "enterprise_size", "unit", "unreported"]
SUMS = (CELL, (COUNTY,), (INDUSTRY,), ())


def reported_output(given: "Given") -> pd.DataFrame:
    """Return the enterprises' output, this year's and last year's, as `Spec.contributions`.

    With what nobody reported. The parts are `county_code`, `industry_code`, `group_zh`,
    `section` and `enterprise_size`.
    """
    now = judging(given, ENTERPRISE_MONTH, ["uscc", *CELL, "period", *OUTPUT])
    now = with_unreported(now, given, INDUSTRY_MONTH, CELL, OUTPUT)
    return _classified(now, given).melt(PARTS, [*OUTPUT], "measure", "value")


def output_a_year_before(given: "Given", period: str) -> pd.DataFrame:
    """Return what `reported_output` was a year before, as `Apart.contributions`.

    It is the period's base, and those who left the cell since less those who joined it with a
    base.
    """
    level, base = OUTPUT
    return _apart(given, {base: level}, "a year before", period)


def output_a_year_after(given: "Given", period: str) -> pd.DataFrame:
    """Return the base of `reported_output` a year after, as `Apart.contributions`.

    It is the period's output, and those who join the cell with a base less those who leave it.
    """
    level, base = OUTPUT
    return _apart(given, {level: base}, "a year after", period)


def output_up_to_before(given: "Given", period: str) -> pd.DataFrame:
    """Return `reported_output` up to an earlier month of the year, as `Apart.contributions`.

    It is the period's less what the months between added, and those who left the cell.
    """
    return _apart(given, dict(zip(OUTPUT, OUTPUT, strict=True)), "before", period, added=-1)


def output_up_to_after(given: "Given", period: str) -> pd.DataFrame:
    """Return `reported_output` up to a later month of the year, as `Apart.contributions`.

    It is the period's and what the months between add, less those who leave the cell.
    """
    return _apart(given, dict(zip(OUTPUT, OUTPUT, strict=True)), "after", period, added=1)


def _apart(
    given: "Given", same: Mapping[str, str], when: str, period: str, added: int = 0
) -> pd.DataFrame:
    """What is reported for another period, from figures of the given one.

    `same` names measures and what they are there. What one enterprise differs by is a piece of its
    own: of those that are in one of the periods alone, and, where months lie between, of what they
    `added`. What was corrected since is left out: an attacker is taken not to be misled by it.
    """
    now = reported_output(given)
    others = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, *same.values()], periods=[period])
    found = []
    for measure, there in same.items():
        held = now.query("measure == @measure").assign(piece=measure)
        of_unit = held.dropna(subset=["unit"])[[*CELL, "unit", "value"]]
        other = others[["uscc", *CELL, there]].set_axis(["unit", *CELL, "there"], axis=1)
        pair = other.merge(of_unit, on=[*CELL, "unit"], how="outer").fillna(
            {"there": 0.0, "value": 0.0}
        )
        alone = pair[["there", "value"]].eq(0).any(axis=1)
        moved = pair.assign(value=pair["there"] - pair["value"], unreported=False)
        moved = moved[alone | (moved["value"] * added > 0)].rename(columns={"unit": "uscc"})
        for said, side in (("only", moved["value"] > 0), ("not", moved["value"] < 0)):
            piece = moved[side].assign(piece=f"{measure} {said} {when}", of=measure)
            found.append(_classified(piece, given)[[*PARTS, "piece", "of", "value"]])
        found.append(held.assign(of=measure))
    told = pd.concat(found, ignore_index=True)
    return told.assign(measure=told["of"] + f" {when}").drop(columns="of")


APART = (
    Apart(lambda period: [a_year_before(period)], output_a_year_before),
    Apart(lambda period: [a_year_after(period)], output_a_year_after),
    Apart(earlier_in_the_year, output_up_to_before),
    Apart(later_in_the_year, output_up_to_after),
)


def _by_group(told: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """Return what tells the same by group; no rows where the classification has no groups."""
    return lambda *asked: told(*asked).dropna(subset=["group_zh"])


GROUPED = _by_group(reported_output)
GROUPED_APART = tuple(Apart(each.periods, _by_group(each.contributions)) for each in APART)


def _classified(rows: pd.DataFrame, given: "Given") -> pd.DataFrame:
    """Add the classes of industries and the size of the enterprise, which becomes the `unit`."""
    return rows.assign(
        enterprise_size=rows["uscc"].map(_of(given, ENTERPRISES, "uscc", "size")),
        **{name: rows[INDUSTRY].map(_of(given, INDUSTRIES, INDUSTRY, name)) for name in CLASSES},
    ).rename(columns={"uscc": "unit"})


def _of(given: "Given", table: Table, key: str, column: str) -> pd.Series:
    """A column of a table by its key; empty where the city has no such table."""
    if table not in given:
        return pd.Series(dtype="str")
    return given.read(table, columns=[key, column]).set_index(key)[column]


def everywhere(codes: Mapping[str, str], where: Mapping[str, str]) -> tuple[Spec, ...]:
    """Return what is published of reported output, on whichever page.

    `codes` and `where` say under which values it stands in a question's own tables. No sum of
    groups, sections or sizes over the counties is published.
    """
    output = partial(Spec, "output", reported_output, apart=APART)
    groups = partial(Spec, "output", GROUPED, apart=GROUPED_APART)
    return (
        output(SUMS, codes=codes, where=where),
        groups(((COUNTY, "group_zh"),), within=(COUNTY,)),
        output(((COUNTY, "section"),), within=(COUNTY,)),
        output(((COUNTY, "enterprise_size"),), within=(COUNTY,)),
    )
