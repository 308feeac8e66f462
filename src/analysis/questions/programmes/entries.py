"""The year's entries of lists and programmes of projects, by code; what in their money is wrong."""

from collections.abc import Collection

import pandas as pd

from analysis.errors import DataError
from analysis.questions.programmes.tables import PROGRAMMES
from analysis.registers import awarded_twice, overpaid
from analysis.registers.catalogue import catalogue
from analysis.tables.given import Given
from analysis.tables.recognitions import RECOGNITIONS

ENTRY = ["title", "level", "batch", "holder", "product"]


def entries(given: Given, titles: Collection[str] = tuple(PROGRAMMES)) -> pd.DataFrame:
    """Return this year's entries of some titles, those of projects by default; the newest of each.

    The columns of `recognitions`, with `title` by code, `holder` (the project's code, without one
    its name), missing texts empty, awards and payments missing where there are none.

    Raises
    ------
    DataError
        If the period ends after the register was exported.
    """
    rows = given.read(RECOGNITIONS, origins=True)
    last = pd.Timestamp(rows["vintage"].max())
    if given.day > last:
        raise DataError(
            f"台账只记至{last:%Y-%m-%d}，{given.period}期末在其后",
            f"the register ends on {last:%Y-%m-%d}, before the last day of {given.period}",
        )
    known = catalogue(given).codes
    codes = {name: code for name, code in known.items() if code in titles}
    title = rows["title"].map(codes)
    rows = rows.assign(title=title, holder=rows["holder_id"].fillna(rows["holder_name"]))
    rows = rows[title.notna() & rows["holder"].notna() & rows["year"].eq(given.day.year)]
    rows = rows.fillna(dict.fromkeys(["batch", "product"], ""))
    return rows.sort_values("vintage", kind="stable").drop_duplicates(ENTRY, keep="last")


def findings(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return one row a finding: the columns of `with_project`, and `finding`.

    A project has money of one programme a year, once; no more is paid than granted. Payments have
    no date: they are as the register has them, and one without any grant is found. What the name
    alone tells is to be settled; what several have is not counted as in the library.
    """
    granted = rows[rows["granted_on"] <= day]
    each = granted.assign(project=granted["project_code"].fillna(granted["holder"]))
    twice = awarded_twice(each, ("year", "title"), "project")
    several = awarded_twice(each, ("year",), "project")
    found = {
        "two_programmes": several.drop(twice.index),
        "awarded_again": twice,
        "paid_above_award": overpaid(rows),
        "matched_by_name": granted[granted["namesakes"] == 1],
        "name_of_several": granted[granted["namesakes"] > 1],
        "paid_before_granted": rows[rows["granted_on"].isna() & rows["paid_10k_cny"].gt(0)],
    }
    return pd.concat([part.assign(finding=name) for name, part in found.items()])
