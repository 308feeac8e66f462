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
from analysis.tables.rules import a_year_before
from analysis.tables.spec import A_YEAR_BEFORE, Spec, judging
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

    It is this year's base, and those who `left` the cell since less those who `joined` it with a
    base. What was corrected since is left out: an attacker is taken not to be misled by it.
    """
    level, base = OUTPUT
    now = reported_output(given).query("measure == @base").assign(piece=base)
    then = given.read(
        ENTERPRISE_MONTH,
        columns=["uscc", *CELL, level],
        periods=[a_year_before(given.period)],
    )
    of_unit = now.dropna(subset=["unit"])[[*CELL, "unit", "value"]]
    pair = then.rename(columns={"uscc": "unit"}).merge(of_unit, on=[*CELL, "unit"], how="outer")
    left = pair[pair["value"].fillna(0.0).eq(0) & pair[level].gt(0)]
    joined = pair[pair[level].isna() & pair["value"].gt(0)]
    moved = pd.concat(
        [
            left.assign(piece="left", value=left[level]),
            joined.assign(piece="joined", value=-joined["value"]),
        ]
    ).rename(columns={"unit": "uscc"})
    rows = _classified(moved.assign(unreported=False), given)[[*PARTS, "piece", "value"]]
    return pd.concat([now, rows], ignore_index=True).assign(measure=A_YEAR_BEFORE)


def grouped_output(given: "Given") -> pd.DataFrame:
    """Return `reported_output` by group; no rows where the classification has no groups."""
    return reported_output(given).dropna(subset=["group_zh"])


def grouped_a_year_before(given: "Given") -> pd.DataFrame:
    """Return `output_a_year_before` by group."""
    return output_a_year_before(given).dropna(subset=["group_zh"])


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
    output = partial(Spec, "output", reported_output, a_year_before=output_a_year_before)
    groups = partial(Spec, "output", grouped_output, a_year_before=grouped_a_year_before)
    return (
        output(SUMS, codes=codes, where=where),
        groups(((COUNTY, "group_zh"),), within=(COUNTY,)),
        output(((COUNTY, "section"),), within=(COUNTY,)),
        output(((COUNTY, "enterprise_size"),), within=(COUNTY,)),
    )
