"""What in the register of stops cannot be so, or must be looked at."""

import pandas as pd

from analysis.questions.kilns.windows import DAY, Windows, settings
from analysis.registers import overlap_days, overlapping
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN

REPAIR = "检修"
"""What the reason of a stop for repair says."""
ABOUT = ["line_id", "holder_name", "line", "county_code"]


def findings(
    register: pd.DataFrame,
    lines: pd.DataFrame,
    required: pd.DataFrame,
    metered: pd.DataFrame,
    seasons: pd.DataFrame,
    rule: Windows,
    given: Given,
) -> pd.DataFrame:
    """Return one row a finding: the stop's row with its line's, and `finding`.

    Spans that end before they begin, or are of no line on the list, count nowhere, and stops
    outside the windows that were not filed allow no day to run; nor do those for repair, or for
    another line, that the rule does not take. All others count until they are settled.
    """
    ends = register["to_at"].fillna(given.day + DAY)
    backward = register["to_at"] < register["from_at"]
    length = (register["to_at"] - register["from_at"]) / DAY
    stopped = register["kind"].isin(["actual", "make_up"])
    whole = register.assign(to_at=ends)[~backward]
    filed = register["filed_no"].notna() | ~(seasons["open_early_days"] > 0).any()
    outside = register["kind"].eq("actual") & (register["from_at"] >= seasons["first"].min())
    masks = {
        "overlapping": register.index.isin(overlapping(whole).index),
        "ends_before_it_begins": backward,
        "unknown_line": ~register["line_id"].isin(lines["line_id"]),
        "other_days": ~backward & (register["stated_days"] - length).abs().gt(0.5),
        "monitored_load": stopped & register["monitoring"].eq("load"),
        "made_up_in_window": _within(whole, required, "make_up").reindex(
            register.index, fill_value=False
        ),
        "not_exchanged": not_exchanged(register, lines, rule),
        "repair": repaired(register, rule),
        "not_filed": outside
        & ~filed
        & ~backward
        & ~_within(whole, required, "actual").reindex(register.index, fill_value=False),
    }
    found = [register[mask].assign(finding=name) for name, mask in masks.items()]
    every = pd.concat([*found, _metered(metered, lines, whole, given)])
    shown = every[["finding", "line_id", "kind", "from_at", "to_at", ORIGIN]]
    return shown.merge(lines[ABOUT], on="line_id", how="left")


def not_exchanged(register: pd.DataFrame, lines: pd.DataFrame, rule: Windows) -> pd.Series:
    """Whether a stop is for another line that the rule does not let others stop for."""
    able = lines["duty"].isin(rule.by_exchange) & lines["kind"].isin(rule.kinds)
    able = lines.loc[able, "line_id"]
    return register["for_line"].notna() & ~register["for_line"].isin(able)


def repaired(register: pd.DataFrame, rule: Windows) -> pd.Series:
    """Whether a stop outside the window is for repair, which the rule takes nothing off for."""
    repair = register["reason"].str.contains(REPAIR).eq(True)
    return register["kind"].eq("make_up") & repair & (not rule.repairs_count)


def _within(spans: pd.DataFrame, required: pd.DataFrame, kind: str) -> pd.Series:
    """Whether a span of a kind lies, in part at least, within a window of its line."""
    made = spans[spans["kind"] == kind].assign(row=lambda rows: rows.index)
    windows = made[["row", "line_id"]].merge(required.drop(columns="kind"), on="line_id")
    return overlap_days(made, windows, "row") > 0


def _metered(
    metered: pd.DataFrame, lines: pd.DataFrame, stops: pd.DataFrame, given: Given
) -> pd.DataFrame:
    """Of each enterprise that used much electricity, its lines' last stop in that period."""
    much = metered[metered["of_usual_pct"] > settings(given).load_pct]
    rows = much.merge(lines[["uscc", "line_id"]], on="uscc").merge(stops, on="line_id")
    first = pd.to_datetime(rows["period"] + "-01")
    of_month = (rows["from_at"] < first + pd.offsets.MonthBegin(1)) & (rows["to_at"] > first)
    rows = rows[of_month & rows["kind"].isin(["actual", "make_up"])]
    found = rows.drop_duplicates(["line_id", "kind", "from_at"], keep="last")
    return found.assign(finding="metered_load")
