"""The output that enterprises report, of which several questions publish sums.

All of them are one problem of disclosure: whoever reads two pages reads both. So each question
that shows sums of it declares `everywhere(...)`, whichever of these sums it shows itself.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.spec import Spec, judging
from analysis.tables.territory import INDUSTRIES
from analysis.tables.unreported import with_unreported

if TYPE_CHECKING:
    from analysis.tables.given import Given

COUNTY, INDUSTRY = CELL = ("county_code", "industry_code")
OUTPUT = ("output_ytd_10k_cny", "output_ytd_last_year_10k_cny")
CLASSES = ("group_zh", "section")
"""Classes of industries whose sums a county publishes."""
SUMS = (CELL, (COUNTY,), (INDUSTRY,), ())


def reported_output(given: "Given") -> pd.DataFrame:
    """Return the enterprises' output, this year's and last year's, as `Spec.contributions`.

    With what nobody reported. The parts are `county_code`, `industry_code`, `group_zh`,
    `section` and `enterprise_size`.
    """
    now = judging(given, ENTERPRISE_MONTH, ["uscc", *CELL, "period", *OUTPUT])
    now = with_unreported(now, given, INDUSTRY_MONTH, CELL, OUTPUT)
    sizes = _of(given, ENTERPRISES, "uscc", "size")
    rows = now.assign(
        enterprise_size=now["uscc"].map(sizes),
        **{name: now[INDUSTRY].map(_of(given, INDUSTRIES, INDUSTRY, name)) for name in CLASSES},
    ).rename(columns={"uscc": "unit"})
    parts = [*CELL, *CLASSES, "enterprise_size", "unit", "unreported"]
    return rows.melt(parts, [*OUTPUT], "measure", "value")


def grouped_output(given: "Given") -> pd.DataFrame:
    """Return `reported_output` by group; no rows where the classification has no groups."""
    return reported_output(given).dropna(subset=["group_zh"])


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
    return (
        Spec("output", reported_output, SUMS, codes=codes, where=where),
        Spec("output", grouped_output, ((COUNTY, "group_zh"),), within=(COUNTY,)),
        Spec("output", reported_output, ((COUNTY, "section"),), within=(COUNTY,)),
        Spec("output", reported_output, ((COUNTY, "enterprise_size"),), within=(COUNTY,)),
    )
