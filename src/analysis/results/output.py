"""The question of output: where do we stand, where does the year end, is the target reached?"""

import pandas as pd

from analysis.results.question import Question, Tables
from analysis.tables.city import City, DisclosureRules
from analysis.tables.store import Store

CELL = ["county_code", "industry_code"]
INDICATOR = "output"
YEAR_END = {
    "growth_pct": "year_end_growth_pct",
    "share_pct": "usual_share_pct",
    **{
        f"growth_{side}{p}_pct": f"year_end_growth_{side}{p}_pct"
        for side in ("lo", "hi")
        for p in (80, 95)
    },
}
"""Names that stay unique in the dictionary, from which all labels come."""
MOVERS = 8
"""Enterprises listed at each end of a county's growth."""


def answer(store: Store, period: str) -> Tables:
    """All result tables of the question for the whole city."""
    from analysis.forecast import Target, city_outlook
    from analysis.forecast.report import growth_and_outlook, path

    city = store.city()
    flow = city.measure.kind == "flow"
    target = Target(flow=flow, per_year=11 if flow else 12)
    values, reported, latest, counts = _measured(store, city, period)
    goals = city.targets_table().query("indicator == @INDICATOR")
    found = city_outlook(values, target, period, goals, reported)
    if not flow:
        # A path that gains a cell when its months are no longer suppressed would show a rise.
        matched = found["outlook"].query("level == 'cell'")[CELL]
        values, latest = values.merge(matched, on=CELL), latest.merge(matched, on=CELL)
    sums = found["last_year"]["level"] != "cell"
    tables = {
        "output_outlook": growth_and_outlook(found["outlook"], latest, counts).rename(
            columns=YEAR_END
        ),
        "output_path": path(values, found["forecast"], target.per_year, period).rename(
            columns={"kind": "stage"}
        ),
        "output_targets": found["targets"]
        .assign(industry_code="total")
        .drop(columns="unit")
        .rename(columns={"kind": "target_kind", **YEAR_END}),
        "output_evaluation": found["evaluation"].rename(columns={"method": "forecast_method"}),
        "output_coverage": found["coverage"].rename(columns={"kind": "covered"}),
        "output_last_year": found["last_year"][sums].rename(columns={"value": "expected_value"}),
        "output_choices": found["choices"].rename(columns={"method": "forecast_method"}),
        "output_series": found["series"].rename(
            columns={"status": "series_status", "method": "series_method"}
        ),
        "output_value_added": _value_added(store, period),
        "output_movers": _movers(store, period),
    }
    return {name: frame.rename(columns={"level": "tier"}) for name, frame in tables.items()}


def _measured(
    store: Store, city: City, period: str
) -> tuple[pd.DataFrame, pd.DataFrame | None, pd.DataFrame, pd.DataFrame | None]:
    """Period values of the cells, what was reported, the last period beside its base, and who."""
    from analysis.periods import to_period_values

    column = city.measure.column
    if city.measure.kind == "stock":
        stock = store.read(city.measure.table, columns=[*CELL, "period", column])
        stock = stock.rename(columns={column: "value"})
        year_ago = f"{int(period[:4]) - 1}{period[4:]}"
        return stock, None, _beside(stock, period, stock, year_ago), None
    every = store.read(city.measure.table, vintages="all")
    every = every[every["period"] <= period]
    values = to_period_values(every, column)
    now = store.read(city.measure.table)
    now = now[now["period"] == period]
    last_year = column.replace("_ytd_", "_ytd_last_year_")
    reported = now.rename(columns={column: "ytd", last_year: "ytd_last_year"})
    counts = now[[*CELL, "enterprises"]]
    latest = _beside(values, period, to_period_values(every, last_year), period)
    values = values.drop(columns="revised")
    return values, reported[[*CELL, "ytd", "ytd_last_year"]], latest, counts


def _beside(
    values: pd.DataFrame, period: str, base: pd.DataFrame, base_period: str
) -> pd.DataFrame:
    """The cells' `value` of one period and their `base` of another."""
    now = values.loc[values["period"] == period, [*CELL, "value"]]
    before = base.loc[base["period"] == base_period, [*CELL, "value"]]
    return now.merge(before.rename(columns={"value": "base"}), on=CELL, validate="one_to_one")


def _value_added(store: Store, period: str) -> pd.DataFrame:
    names = {
        "value_added_growth_ytd_pct": "value_added_ytd_growth_pct",
        "value_added_growth_month_pct": "value_added_month_growth_pct",
    }
    if "county_month" not in store.tables():
        return pd.DataFrame(columns=["county_code", "period", *names.values()])
    read = store.read("county_month", columns=["county_code", "period", *names])
    return read[read["period"] <= period].rename(columns=names)


def _movers(store: Store, period: str) -> pd.DataFrame:
    """The enterprises that moved each county's output most, up and down."""
    from analysis.growth import contributions

    value, base = "output_ytd_10k_cny", "output_ytd_last_year_10k_cny"
    columns = [
        "county_code", "uscc", "enterprise_name", "industry_code", "ytd_value", "ytd_base_value",
        "change_value", "growth_pct", "pull_pp",
    ]  # fmt: skip
    if "enterprise_month" not in store.tables():
        return pd.DataFrame(columns=columns)
    months = store.read("enterprise_month", columns=["uscc", *CELL, "period", value, base])
    now = contributions(months[months["period"] == period], value, base, by=["county_code"])
    names = store.read("enterprises", columns=["uscc", "name"])
    ranked = now.sort_values(["county_code", "change"], kind="stable").dropna(subset=["change"])
    place = ranked.groupby("county_code").cumcount()
    back = ranked.groupby("county_code").cumcount(ascending=False)
    moved = ranked[(place < MOVERS) | (back < MOVERS)].merge(names, on="uscc", how="left")
    renamed = {value: "ytd_value", base: "ytd_base_value", "change": "change_value"}
    renamed["name"] = "enterprise_name"
    return moved.rename(columns=renamed)[columns]


def cells(store: Store, period: str, rules: DisclosureRules) -> list[pd.DataFrame]:
    """The pattern of withheld cells, counties and industries, judged together.

    Sums stand in the same table as their cells, so all of them share one pattern. Sums are shown
    with their history: one that held too few enterprises in any period shown is withheld today.
    """
    from analysis.disclosure import hide, unsafe_cells

    few = _few_in_history(store, period, rules.minimum_units)

    output = ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
    months = store.read("enterprise_month", columns=["uscc", *CELL, "period", *output])
    now = months[months["period"] == period]

    def withheld(rows: pd.DataFrame) -> pd.DataFrame:
        contributions = rows.melt([*CELL, "uscc"], output, "measure", "value")
        contributions = contributions.rename(columns={"uscc": "unit"})
        unsafe = unsafe_cells(contributions, CELL, rules)
        size = rows.groupby(CELL, as_index=False)[output[0]].sum()
        judged = unsafe.merge(size.rename(columns={output[0]: "size"}), on=CELL)
        history = pd.MultiIndex.from_frame(judged[CELL]).isin(few)
        judged = judged.assign(unsafe=judged["unsafe"] | history)
        return hide(judged, CELL[0], CELL[1], "size", contributions, rules)

    inside = withheld(now)
    counties = withheld(now.assign(industry_code="total"))
    industries = withheld(now.assign(county_code="city"))
    whole = pd.DataFrame({"county_code": ["city"], "industry_code": ["total"], "masked": [False]})
    columns = [*CELL, "masked"]
    return [pd.concat([whole, *(t[columns] for t in (counties, industries, inside))])]


def _few_in_history(store: Store, period: str, minimum: int) -> pd.MultiIndex:
    """The counties and industries with fewer than `minimum` enterprises in a period shown."""
    from analysis.forecast.report import first_shown

    months = store.read("industry_month", columns=[*CELL, "period", "enterprises"])
    shown = months[months["period"].between(first_shown(period, 11), period)]
    found = []
    for line in (shown.assign(industry_code="total"), shown.assign(county_code="city")):
        counts = line.groupby([*CELL, "period"])["enterprises"].sum()
        found.append(counts[counts < minimum].reset_index()[CELL].drop_duplicates())
    return pd.MultiIndex.from_frame(pd.concat(found))


QUESTION = Question(
    name="output",
    needs=(("industry_month", "employment_month"), "counties"),
    answer=answer,
    cells=cells,
)
"""Needs one panel of counties and industries; the rest of the report is optional."""
