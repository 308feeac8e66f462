"""The expo's projects of the year: presented, agreed, signed; then filed and started."""

import pandas as pd

from analysis.questions.upgrading.tables import STAGES
from analysis.registers import reached, with_empty_groups, with_totals
from analysis.registers.dispatch import dispatch
from analysis.registers.groups import sums
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.territory import WHOLE

LISTS = {
    "presented": ("expo_presented",),
    "agreed": ("expo_signed", "expo_intended"),
    "signed": ("expo_signed",),
}
TOTAL = "total_10k_cny"
TITLES = (*LISTS["presented"], *LISTS["agreed"])


def expo_entries(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries of all expos by the day, with what is known of the project.

    `this_year`; `known` (in the library), `total_10k_cny` of the library; `filed`, `started` by
    the day, as the library and the newest dispatch have it.
    """
    rows = reached(entries[entries["title"].isin(TITLES)], "granted", given.day)
    for about in (_library(given), _dispatch(given)):
        rows = rows.merge(about, on="holder_id", how="left")
    return rows.assign(
        this_year=rows["year"].eq(given.day.year),
        known=rows["library"].notna(),
        filed=rows["filed_on"] <= given.day,
        started=rows["started_on"] <= given.day,
    )


def expo(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Return projects and their total investment by county and stage, each project once.

    What is filed is counted among the signed, what is started among the filed.
    """
    rows = with_totals(entries[entries["this_year"]], {"county_code": WHOLE})
    signed = rows[rows["title"].isin(LISTS["signed"])]
    filed = signed[signed["filed"]]
    picked = {stage: rows[rows["title"].isin(titles)] for stage, titles in LISTS.items()}
    picked |= {"filed": filed, "started": filed[filed["started"]]}
    if rows.empty:
        return pd.DataFrame(columns=["county_code", "stage", "projects", "with_total", TOTAL])
    codes = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": codes})
    return pd.concat(
        with_empty_groups(_counted(picked[stage]), groups).assign(stage=stage) for stage in STAGES
    )


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    once = rows.drop_duplicates(["county_code", "holder_id"])
    counts = once[["county_code", TOTAL]].assign(projects=1, with_total=once[TOTAL].notna())
    return sums(counts, "county_code")


def _library(given: Given) -> pd.DataFrame:
    """The name as filed (`library`), total investment and day of filing, by code."""
    if PROJECTS not in given:
        return _nothing(library="str", total_10k_cny="float64", filed_on="datetime64[us]")
    rows = given.read(PROJECTS, columns=["project_code", "name", TOTAL, "filed_on"])
    return rows.rename(columns={"project_code": "holder_id", "name": "library"})


def _dispatch(given: Given) -> pd.DataFrame:
    """When a project started, as the period's dispatch says, by code."""
    if PROJECT_MONTH not in given:
        return _nothing(started_on="datetime64[us]")
    rows = dispatch(given, given.period)[["project_code", "started_on"]]
    return rows.rename(columns={"project_code": "holder_id"})


def _nothing(**types: str) -> pd.DataFrame:
    """No rows by code, with these columns."""
    return pd.DataFrame(columns=["holder_id", *types]).astype({"holder_id": "str", **types})
