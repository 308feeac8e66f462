"""Stops by month, cleared by quarter; where a province asks for days a month, what it asks for.

Such a province sets a number of days, not which: a line owes what its months ask for in a quarter
less what it stopped in it. Its windows are the quarters.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.questions.kilns.windows import DAY, KilnSettings, Windows
from analysis.registers import clearing, overlap_days

KEY = ["line_id", "period"]


def asked_days(
    rule: Windows, settings: KilnSettings, seasons: pd.DataFrame, day: pd.Timestamp
) -> pd.Series | None:
    """Return days by month (`YYYY-MM`) of the windows; None where the rule sets windows alone.

    Missing in a month that is not over and whose X is not announced.

    Raises
    ------
    DataError
        If the rule adds an X, and the city does not say it of a month that is over.
    """
    if not rule.monthly_days:
        return None
    months = pd.PeriodIndex(
        [
            month
            for season in seasons.itertuples()
            for month in pd.period_range(season.first, season.last, freq="M")
        ]
    ).sort_values()
    asked = pd.Series(months.month, months.astype(str)).map(rule.monthly_days).fillna(0.0)
    if rule.plus_announced:
        asked = asked + pd.Series(settings.announced_days, dtype="float64").reindex(asked.index)
    unknown = asked.index[asked.isna() & (months.end_time < day + DAY)]
    if len(unknown):
        raise DataError(
            f"{rule.title.zh}每月另加X天，{'、'.join(unknown)}的X未写明："
            "请写入city.yaml的questions.kilns.announced_days",
            f"{rule.title.en}: to each month X days are added, and X of {', '.join(unknown)} is "
            "not known; state it in questions.kilns.announced_days of city.yaml",
        )
    return asked


def of_seasons(seasons: pd.DataFrame, asked: pd.Series, day: pd.Timestamp) -> pd.DataFrame:
    """Return the windows with `counted_days` and `days_so_far` of what their months ask for."""
    ends = pd.PeriodIndex(asked.index, freq="M").end_time
    rows = [
        (days.sum(skipna=False), days[days.index.isin(asked.index[ends < day + DAY])].sum())
        for days in (asked[f"{s.first:%Y-%m}" : f"{s.last:%Y-%m}"] for s in seasons.itertuples())
    ]
    columns = ["counted_days", "days_so_far"]
    return seasons.assign(**pd.DataFrame(rows, seasons.index, columns).to_dict("series"))


def months(
    asked: pd.Series | None,
    seasons: pd.DataFrame,
    held: pd.DataFrame,
    required: pd.DataFrame,
    stops: pd.DataFrame,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Return the days of each line and month since the first window began, up to a day.

    `required_days` are those asked for, of lines commissioned before the month, else the
    window's; `exempt_days` at most these; `actual_days`, and `make_up_days` that are not actual
    stops too, count where they are, in the window or not.
    """
    span = pd.period_range(seasons["first"].min(), day, freq="M")
    month = pd.DataFrame(
        {
            "period": span.astype(str),
            "from_at": span.start_time.as_unit("us"),
            "to_at": (span.start_time + pd.offsets.MonthBegin(1)).as_unit("us"),
        }
    )
    month["to_at"] = month["to_at"].clip(upper=day + DAY)
    grid = held[["line_id", "commissioned_on"]].merge(month, how="cross")
    ends = stops.assign(to_at=stops["to_at"].fillna(day + DAY).clip(upper=day + DAY))
    ends = ends[ends["from_at"] <= ends["to_at"]]

    def within_month(spans: pd.DataFrame) -> pd.Series:
        rows = spans[["line_id", "from_at", "to_at"]].merge(month[["period"]], how="cross")
        days = overlap_days(rows, grid, KEY)
        return days.reindex(pd.MultiIndex.from_frame(grid[KEY]), fill_value=0.0)

    actual = within_month(ends[ends["kind"] == "actual"])
    stopped = within_month(ends[ends["kind"].isin(["actual", "make_up"])])
    exempt = within_month(ends[ends["kind"] == "exempt"])
    due = within_month(required)
    if asked is not None:
        stood = ~(grid["commissioned_on"] > grid["from_at"])
        due = pd.Series(grid["period"].map(asked).where(stood, 0.0).to_numpy(), due.index)
    days = {
        "required_days": due,
        "exempt_days": exempt.clip(upper=due),
        "actual_days": actual,
        "make_up_days": stopped - actual,
    }
    return pd.DataFrame(days).reset_index()


def by_season(monthly: pd.DataFrame, seasons: pd.DataFrame, required: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `registers.shortfall` and `season`, of what months ask for.

    An actual stop counts up to what is asked for in the window; the rest frees no later one.
    """
    found = []
    for season in seasons.itertuples():
        lines = required.loc[required["season"] == season.season, "line_id"]
        within = monthly["period"].between(f"{season.first:%Y-%m}", f"{season.last:%Y-%m}")
        days = monthly[within & monthly["line_id"].isin(lines)].drop(columns="period")
        found.append(days.groupby("line_id", as_index=False).sum().assign(season=season.season))
    rows = pd.concat(found, ignore_index=True)
    due = rows["required_days"] - rows["exempt_days"]
    actual = rows["actual_days"].clip(upper=due)
    short = due - actual - rows["make_up_days"]
    return rows.assign(actual_days=actual, shortfall_days=short, owed_days=short.clip(lower=0))


def quarters(monthly: pd.DataFrame, day: pd.Timestamp, clears: bool) -> pd.DataFrame:
    """Return the balance of each line and quarter; what is short or over carries within it.

    `cleared` is missing while the quarter runs, and where the province does not clear quarters.
    """
    rows = monthly.assign(
        required_days=monthly["required_days"] - monthly["exempt_days"],
        stopped_days=monthly["actual_days"] + monthly["make_up_days"],
    )
    balance = clearing(rows, "required_days", "stopped_days")
    by = ["line_id", "quarter"]
    found = balance.groupby(by, as_index=False).agg(
        {"required_days": "sum", "stopped_days": "sum", "carried_days": "last"}
    )
    over = pd.PeriodIndex(found["quarter"], freq="Q").end_time <= day + DAY
    cleared = found["carried_days"].ge(-1e-9).astype("boolean").where(over & clears)
    moved = found["required_days"].gt(0) | found["stopped_days"].gt(0)
    return found.assign(cleared=cleared)[moved]
