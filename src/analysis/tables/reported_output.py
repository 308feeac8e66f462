"""The output that enterprises report, of which several questions publish sums.

All of them are one problem of disclosure: whoever reads two pages reads both. So each question
that shows sums of it declares `everywhere(...)`, whichever of these sums it shows itself.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.rules import a_year_after, a_year_before
from analysis.tables.spec import Contributions, Spec, judging
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


def output_a_year_before(given: "Given") -> pd.DataFrame:
    """Return what `reported_output` was a year before, as `Spec.a_year_before`.

    It is the period's base, and those who left the cell since less those who joined it with a
    base.
    """
    level, base = OUTPUT
    return _apart(given, base, "a year before", a_year_before(given.period), level)


def output_a_year_after(given: "Given") -> pd.DataFrame:
    """Return the base of `reported_output` a year after, as `Spec.a_year_after`.

    It is the period's output, and those who join the cell with a base less those who leave it.
    """
    level, base = OUTPUT
    return _apart(given, level, "a year after", a_year_after(given.period), base)


def _apart(given: "Given", measure: str, when: str, period: str, same: str) -> pd.DataFrame:
    """What `same` of another period is, from a measure of the given one.

    The enterprises of one of them alone are pieces of their own. What was corrected since is left
    out: an attacker is taken not to be misled by it.
    """
    now = reported_output(given).query("measure == @measure").assign(piece=measure)
    then = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, same], periods=[period])
    of_unit = now.dropna(subset=["unit"])[[*CELL, "unit", "value"]]
    pair = then.rename(columns={"uscc": "unit"}).merge(of_unit, on=[*CELL, "unit"], how="outer")
    there, here = (pair[column].fillna(0.0) for column in (same, "value"))
    more, less = pair[here.eq(0) & there.gt(0)], pair[there.eq(0) & here.gt(0)]
    moved = pd.concat(
        [
            more.assign(piece=f"only {when}", value=more[same]),
            less.assign(piece=f"not {when}", value=-less["value"]),
        ]
    ).rename(columns={"unit": "uscc"})
    rows = _classified(moved.assign(unreported=False), given)[[*PARTS, "piece", "value"]]
    return pd.concat([now, rows], ignore_index=True).assign(measure=when)


def _by_group(told: Contributions) -> Contributions:
    """Return what tells the same by group; no rows where the classification has no groups."""
    return lambda given: told(given).dropna(subset=["group_zh"])


GROUPED = _by_group(reported_output)
GROUPED_A_YEAR_BEFORE = _by_group(output_a_year_before)
GROUPED_A_YEAR_AFTER = _by_group(output_a_year_after)


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
    output = partial(
        Spec,
        "output",
        reported_output,
        a_year_before=output_a_year_before,
        a_year_after=output_a_year_after,
    )
    groups = partial(
        Spec,
        "output",
        GROUPED,
        a_year_before=GROUPED_A_YEAR_BEFORE,
        a_year_after=GROUPED_A_YEAR_AFTER,
    )
    return (
        output(SUMS, codes=codes, where=where),
        groups(((COUNTY, "group_zh"),), within=(COUNTY,)),
        output(((COUNTY, "section"),), within=(COUNTY,)),
        output(((COUNTY, "enterprise_size"),), within=(COUNTY,)),
    )
