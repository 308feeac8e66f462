"""What counties and the library write wrong of projects, and in which rows they can."""

import numpy as np
import pandas as pd

from analysis.sample.planting import Fault

FAULTS_FILED = [
    Fault("started_before_filed", "filed_on", lambda rows: rows["start"] + later(2),
          lambda rows: rows["start"] <= "2022-09-30"),
    Fault("total_in_other_unit", "total_10k_cny", lambda rows: rows["total_10k_cny"] / 1e4,
          lambda rows: rows["list"].ne("planned")),
    Fault("part_of_listed_whole", "parent_code", lambda rows: rows["whole"],
          lambda rows: rows["list"].ne("planned") & rows["whole"].ne(rows["project_code"])),
    Fault("phases_listed_twice", "name", lambda rows: rows["name"].str.replace("项目", "二期项目"),
          lambda rows: rows["list"].eq("new_start")),
]  # fmt: skip
FAULTS_REPORTED = [
    Fault("not_in_library", "project_code", lambda rows: "B" + rows["project_code"],
          lambda rows: _last(rows, "planned")),
    Fault("renamed", "name", lambda rows: rows["name"].str.replace("项目", "生产线项目"),
          lambda rows: _last(rows)),
    Fault("started_without_permit", "construction_permit",
          lambda rows: ~rows["construction_permit"],
          lambda rows: _last(rows) & rows["construction_permit"]),
    Fault("producing_without_start", "started_on",
          lambda rows: rows["started_on"].map(lambda day: pd.NaT),
          lambda rows: _last(rows) & rows["stage"].isin(["finished", "producing"])
          & rows["filed_on"].lt(rows["start"])),
    Fault("stage_against_rule", "stage",
          lambda rows: rows["stage"].map(lambda stage: "preparation"),
          lambda rows: _last(rows) & rows["stage"].eq("building") & rows["start"].lt("2022-10-01")),
    Fault("done_fell", "done_ytd_10k_cny", lambda rows: (rows["done_ytd_10k_cny"] * 0.7).round(),
          lambda rows: _last(rows) & rows["done_ytd_10k_cny"].gt(0) & rows["start"].lt("2022-06")),
    Fault("done_without_plan", "plan_year_10k_cny", lambda rows: 0 * rows["plan_year_10k_cny"],
          lambda rows: _last(rows) & rows["done_ytd_10k_cny"].gt(0) & _true_total(rows)),
    Fault("done_over_total", "done_total_10k_cny", lambda rows: (rows["cost"] * 1.3).round(),
          lambda rows: _last(rows, "carried_over") & _true_total(rows)),
    Fault("rate_not_as_computed", "done_pct", lambda rows: rows["done_pct"] + 20,
          lambda rows: _last(rows) & rows["done_pct"].gt(0)),
    Fault("statistics_differ", "statistics_ytd_10k_cny",
          lambda rows: (rows["done_ytd_10k_cny"] * 0.6).round(),
          lambda rows: _last(rows) & rows["statistics_code"].notna()
          & rows["done_ytd_10k_cny"].gt(100)),
]  # fmt: skip
FAULTS_LATER = [
    Fault("matched_by_name", "project_code",
          lambda rows: rows["project_code"].where(rows["period"].isna()),
          lambda rows: _last(rows) & rows["sound"]),
    Fault("plan_in_other_unit", "plan_year_10k_cny", lambda rows: rows["plan_year_10k_cny"] / 1e4,
          lambda rows: _last(rows) & rows["sound"] & rows["done_ytd_10k_cny"].gt(0)),
]  # fmt: skip
FAULTS_LAST_YEAR = [
    Fault("not_unfinished_last_year", "stage",
          lambda rows: rows["stage"].map(lambda stage: "producing")),
]  # fmt: skip


def later(number: int | np.integer) -> pd.DateOffset:
    """As a step from one day to another."""
    return pd.DateOffset(months=int(number))


def _last(rows: pd.DataFrame, of: str = "") -> pd.Series:
    """Rows of the last period, of one list or of any."""
    return rows["period"].eq(rows["period"].max()) & (rows["list"].eq(of) if of else True)


def _true_total(rows: pd.DataFrame) -> pd.Series:
    return rows["cost"].eq(rows["total_10k_cny"])
