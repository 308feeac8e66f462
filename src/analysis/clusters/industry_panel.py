"""The county × industry panel of a city, whichever way it counts.

Every row: `county_code`, `industry_code`, `period`, `value`, `value_last_year`, of one list. A
flow (output) comes cumulated with last year's figure of the same units beside it. A stock
(employment) comes by single months without a comparison: it is averaged over the months of the
year so far and compared with the average of the same months a year before; a cell with one of
these months suppressed has no average.
"""

import pandas as pd

CELL = ["county_code", "industry_code"]


def flow_panel(rows: pd.DataFrame, current: str, base: str) -> pd.DataFrame:
    """The panel of cumulative columns, all periods of the table.

    Where no last year came beside this one, it is the figure published a year before.
    """
    panel = rows[[*CELL, "period"]].assign(value=rows[current], value_last_year=rows[base])
    if panel["value_last_year"].notna().any():
        return panel
    return panel.drop(columns="value_last_year").merge(
        _a_year_later(panel, "value", "value_last_year"), on=[*CELL, "period"], how="left"
    )


def stock_panel(rows: pd.DataFrame, column: str, period: str) -> pd.DataFrame:
    """The panel of average levels of the year so far, for every year of the table.

    The period of each row keeps the month of `period`. Years without a year before have no
    `value_last_year`; the first of them is left out.
    """
    months = rows[rows["period"].str[5:] <= period[5:]]
    year = months["period"].str[:4].astype(int)
    value = (
        months.assign(year=year)
        .groupby([*CELL, "year"], as_index=False)
        .agg(value=(column, "mean"), reported=(column, "count"))
    )
    complete = value.assign(value=value["value"].where(value["reported"] == int(period[5:])))
    now = complete[[*CELL, "year", "value"]]
    before = now.assign(year=now["year"] + 1).rename(columns={"value": "value_last_year"})
    panel = now.merge(before, on=[*CELL, "year"], how="inner", validate="one_to_one")
    return panel.assign(period=panel["year"].astype(str) + period[4:]).drop(columns="year")


def month_growth(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Growth of each single month of a stock over the same month a year before, in percent."""
    from analysis.rates import growth_pct

    before = _a_year_later(rows, column, "before")
    both = rows[[*CELL, "period", column]].merge(before, on=[*CELL, "period"])
    return both[[*CELL, "period"]].assign(growth_pct=growth_pct(both[column], both["before"]))


def flow_growth(rows: pd.DataFrame, current: str, base: str) -> pd.DataFrame:
    """Growth of a flow's year to date, `growth_pct`, and of each period, `growth_month_pct`."""
    from analysis.periods import to_period_values
    from analysis.rates import growth_pct

    panel = flow_panel(rows, current, base)
    key = [*CELL, "period"]
    single = [
        to_period_values(panel, name, CELL).rename(columns={"value": one})[[*key, one]]
        for name, one in (("value", "now"), ("value_last_year", "before"))
    ]
    both = panel.merge(single[0], on=key).merge(single[1], on=key)
    return both[key].assign(
        growth_pct=growth_pct(both["value"], both["value_last_year"]),
        growth_month_pct=growth_pct(both["now"], both["before"]),
    )


def _a_year_later(rows: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """A column's figures, named `name`, at the same period of the year after."""
    year = rows["period"].str[:4].astype(int)
    return rows[[*CELL, "period"]].assign(
        period=(year + 1).astype(str) + rows["period"].str[4:], **{name: rows[column]}
    )
