"""An analyst's first ten minutes in JupyterLab, written before the code; the test runs it."""

import pandas as pd

import analysis

# My city: what is there, and what is not.
city = analysis.open_city("demo-city")
print(city)
assert {"name_zh", "name_en"} <= {*city.counties.columns}
assert "industry_month" in city.tables.index
assert city.periods[-1] == "2022-11"
print(city.missing)

# A table, with names beside the codes.
rows = city.table("industry_month")
assert rows.columns[:4].tolist() == ["county_code", "county", "industry_code", "industry"]

# What a report says: every row of an answer, to be taken apart.
growth = city.question("output", period="2022-11").table("output_path")
print(growth.head())

# Output in single periods, a column a county; the first of them, six periods ahead.
series = city.series()
ahead = analysis.forecast(series.iloc[:, 0], horizon=6)
assert ahead.columns.tolist() == ["value", "lo80", "hi80", "lo95", "hi95"]
assert ahead.index[0] == "2022-12"
print(analysis.evaluate_forecasts(series.iloc[:, 0], horizon=3, origins=4))

# A figure of my own, and a table for the paper.
shown = rows[rows["period"] == "2022-11"].groupby("county", as_index=False)
shown = shown["output_ytd_10k_cny"].sum()
analysis.show(
    analysis.figures.bars(
        shown, name="county", value="output_ytd_10k_cny", table="industry_month", lang="zh"
    ),
    alt="各县总产值",
)
titles = analysis.titles({"county": "县", "output": "产值（亿元）"}, title="各县产值")
mine = shown.assign(output=shown["output_ytd_10k_cny"] / 10_000)[["county", "output"]]
analysis.show(analysis.publication_table(mine, titles, "zh"))

# Who made the city grow, and would it have been its industries anyway?
now = rows[rows["period"] == "2022-11"].rename(
    columns={"output_ytd_10k_cny": "now", "output_ytd_last_year_10k_cny": "before"}
)
print(analysis.growth(now, "now", "before", by=["county"]))
parts = now.groupby("industry", as_index=False)[["now", "before"]].sum()
pulls = analysis.pull(parts, "now", "before")
whole = analysis.growth(parts, "now", "before")
assert abs(pulls["pull_pp"].sum() - whole["growth_pct"].item()) < 1e-9
end, base = (
    now.pivot_table(index="county", columns="industry", values=c) for c in ("now", "before")
)
effects = analysis.shift_share(base, end)
print(effects.groupby("county").sum())
print(analysis.location_quotient(end).round(2))
print(analysis.concentration(end))

# A frame that is no city: an index of three indicators, weights by name in any order.
towns = pd.DataFrame(
    {"tax": [12.0, 30.0, 21.0], "energy": [2.0, 1.0, 3.0], "note": ["a", "b", "c"]},
    index=["East", "West", "South"],
)
print(analysis.score(towns, weights={"energy": 40, "tax": 60}, less_is_better=["energy"]))
print(analysis.composite(towns[["tax", "energy"]], weights="entropy", less_is_better=["energy"]))

# A mistake is one sentence that says what there is.
try:
    city.table("industry_mnth")
except analysis.DataError as error:
    print(error.en)
