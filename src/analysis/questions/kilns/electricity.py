"""How much electricity an enterprise used while all its kilns stood still.

Its meter counts all it uses, grinding too: much electricity is a question, not a proof.
"""

import pandas as pd

from analysis.periods import days, period_numbers, to_period_values
from analysis.questions.kilns.tables import ELECTRICITY
from analysis.registers import overlap_days

DAY = pd.Timedelta(days=1)
WHOLE_PERIOD = 1 - 1e-9


def while_stopped(
    reports: pd.DataFrame,
    held: pd.DataFrame,
    stops: pd.DataFrame,
    since: pd.Timestamp,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Return a row an enterprise and period in which all its lines stood still throughout.

    Parameters
    ----------
    reports
        `uscc`, `period`, `electricity_ytd_10k_kwh`, or no such column where none reports it.
    held, stops
        The lines that must stop, and their stops.
    since, day
        Periods that begin before the first, or end after the last, are not judged.

    Returns
    -------
    The columns of `kiln_electricity`. `usual_10k_kwh` is what the enterprise used in its periods
    without a stop, a day, times the days of the period; missing where it has none.
    """
    empty = pd.DataFrame(columns=[*ELECTRICITY.columns], dtype="str")
    reports = reports[reports["uscc"].isin(held["uscc"])]
    if reports.empty:
        return empty
    used = to_period_values(reports, "electricity_ytd_10k_kwh", ["uscc"]).dropna(subset="value")
    used["to_at"] = (pd.PeriodIndex(used["period"], freq="M").start_time
                     + pd.offsets.MonthBegin(1)).as_unit("us")  # fmt: skip
    used["days"] = days(period_numbers(used["period"], 11), 11).astype(float)
    used["from_at"] = used["to_at"] - pd.to_timedelta(used["days"], "D")
    used = used[(used["from_at"] >= since.replace(day=1)) & (used["to_at"] <= day + DAY)]
    grid = held[["uscc", "line_id", "holder_name", "county_code"]].merge(used, on="uscc")
    if grid.empty:
        return empty
    still = stops[stops["kind"].isin(["actual", "make_up"])]
    still = still.assign(to_at=still["to_at"].fillna(day + DAY))
    key = ["line_id", "period"]
    spans = still.merge(used[["period"]].drop_duplicates(), how="cross")
    stopped = overlap_days(spans, grid, key).rename("stopped").reset_index()
    rows = grid.merge(stopped, on=key)
    rows["share"] = rows["stopped"] / rows["days"]
    about = ["uscc", "holder_name", "county_code", "period"]
    of = {"share": ["min", "max"], "line_id": "nunique", "value": "first", "days": "first"}
    found = rows.groupby(about).agg(of)
    found.columns = ["least", "most", "lines", "electricity_10k_kwh", "days"]
    found = found.reset_index()
    running = found[found["most"] == 0].groupby("uscc")[["electricity_10k_kwh", "days"]].sum()
    daily = (running["electricity_10k_kwh"] / running["days"]).rename("daily")
    found = found[found["least"] >= WHOLE_PERIOD].join(daily, on="uscc")
    usual = found["daily"] * found["days"]
    share = 100 * found["electricity_10k_kwh"] / usual.where(usual > 0)
    return found.assign(usual_10k_kwh=usual, of_usual_pct=share)
