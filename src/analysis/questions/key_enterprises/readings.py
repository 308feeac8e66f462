"""The listed enterprises on a day, their use of electricity, and what the rule measures of it."""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import last_day
from analysis.questions.key_enterprises.rule import WarningRule
from analysis.rates import growth_pct
from analysis.registers import daily_use, deviation, newest_list, own_baseline
from analysis.registers.daily_use import USE
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY, WORKING

NOW, BEFORE = "output_ytd_10k_cny", "output_ytd_last_year_10k_cny"


def last_reported(given: Given) -> pd.Timestamp:
    """Return the last day of reports within the period.

    Raises
    ------
    DataError
        If there is none, or no list was issued by then.
    """
    days = given.read(ENTERPRISE_DAY, columns=["date"])["date"]
    days = days[days <= given.day]
    listed = given.read(BALLAST, columns=["listed_on"])["listed_on"]
    if days.empty or not (listed <= given.day).any():
        missing = ("企业日报", "daily report") if days.empty else ("压舱石企业清单", "list")
        raise DataError(f"{given.period}及以前没有{missing[0]}",
                        f"no {missing[1]} by the end of {given.period}")  # fmt: skip
    return days.max()


def listed(given: Given, on: pd.Timestamp) -> pd.DataFrame:
    """Return the enterprises of the newest list, with `name` and `county_code` of the register."""
    register = given[ENTERPRISES][["uscc", "name", "county_code"]]
    rows = newest_list(given[BALLAST], on)[["uscc", "contact"]]
    return rows.merge(register, on="uscc", how="inner")


def use(given: Given) -> pd.DataFrame:
    """Return what enterprises used by day; see `daily_use`."""
    return daily_use(given[ENTERPRISE_DAY], WORKING)


def growth_by(given: Given, day: pd.Timestamp) -> pd.DataFrame:
    """Growth of output in the last period that ends by a day, and the better of the last two.

    Indexed by `uscc`: `output_growth_pct`, `output_growth_twice_pct`, which is missing where an
    enterprise did not report in both.
    """
    known = sorted(given.read(ENTERPRISE_MONTH, columns=["period"])["period"].unique())
    ended = [period for period in known if last_day(period) <= day][-2:]
    rows = given.read(ENTERPRISE_MONTH, columns=["uscc", "period", NOW, BEFORE], periods=ended)
    growth = growth_pct(rows[NOW], rows[BEFORE])
    of_units = rows.assign(growth=growth).groupby("uscc")["growth"]
    both = of_units.count() == 2
    newest = rows["period"].eq(ended[-1]) if ended else rows["period"].isna()
    return pd.DataFrame(
        {
            "output_growth_pct": growth[newest].set_axis(rows.loc[newest, "uscc"]),
            "output_growth_twice_pct": of_units.max().where(both),
        }
    )


def measured(
    firms: pd.DataFrame, days: pd.DataFrame, growth: pd.DataFrame, on: pd.Timestamp,
    rule: WarningRule,
) -> pd.DataFrame:  # fmt: skip
    """Return the enterprises with all measures of the rule on a day, and their colour.

    Parameters
    ----------
    firms, days, growth
        What `listed`, `use` and `growth_by` return.
    on
        The last of the recent days.

    Returns
    -------
    `firms` with `recent`, `baseline` (kWh a day), `electricity_pct`, `days_stopped`,
    `days_missing`, the growth, `last_reading_on`, `colour`, `ground`.
    """
    without = [pd.Timestamp(day) for day in rule.without]
    means = own_baseline(
        days, on, recent_days=rule.recent_days, baseline_days=rule.baseline_days, without=without
    )
    ratio = deviation(means, by="uscc")[["uscc", "deviation_pct"]]
    ratio = ratio.rename(columns={"deviation_pct": "electricity_pct"})
    means = means[["uscc", "recent", "baseline"]].merge(ratio, on="uscc")
    rows = firms.merge(means, on="uscc", how="left").join(growth, on="uscc")
    came = days[days["date"] <= on]
    span = pd.date_range(end=on, periods=rule.recent_days)
    due = span[~span.isin(without)]
    read = came[came["date"].isin(due) & came[USE].notna()].groupby("uscc").size()
    last = came[came[USE].notna()].groupby("uscc")["date"].max()
    return rows.assign(
        days_stopped=rows["uscc"].map(_stopped(came)).fillna(0).astype(float),
        days_missing=len(due) - rows["uscc"].map(read).fillna(0),
        last_reading_on=rows["uscc"].map(last).astype("datetime64[us]"),
    ).pipe(lambda frame: frame.assign(**rule.warned(frame)))


def _stopped(days: pd.DataFrame) -> pd.Series:
    """How many of its last reported days an enterprise used nothing and reported no state."""
    ordered = days.sort_values("date", ascending=False)
    idle = ordered[USE].eq(0) & ordered["state"].isna()
    return idle.groupby(ordered["uscc"]).cummin().groupby(ordered["uscc"]).sum()
