"""The demo city's evaluation, recounted from the raw workbooks by plain pandas.

The recount knows the published rule of Huangyan as numbers and none of the package's engine.
"""

import numpy as np
import pandas as pd
import pytest

from analysis.questions.scores.quantities import QUANTITIES
from analysis.questions.scores.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

GROUPS = {"规上": "above", "规下": "below"}
HEADINGS = [
    *("uscc", "name", "county", "industry", "group", "tax", "value_added", "revenue", "profit"),
    *("land", "energy", "basis", "electricity", "cod", "nh3n", "so2", "nox", "employees", "rd"),
    *("commissioned", "exempt"),
]
ABOVE = (("tax", "land", 30), ("value_added", "land", 20), ("value_added", "energy", 20),
         ("value_added", "emissions", 10), ("value_added", "employees", 10),
         ("rd", "revenue", 10))  # fmt: skip
BELOW = (("tax", "land", 50), ("tax", "electricity", 50))
BENCHMARKS = {
    (2022, "above"): (24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302),
    (2022, "below"): (11.5932, 0.2352),
    (2021, "above"): (26.01, 132.27, 2.54, 4861.08, 17.45, 0.0305),
    (2021, "below"): (16.601058, 0.236565),
}
SQUARE_METRES = 2000 / 3  # of a mu; the workbook of 2021 has them
CLASSES = "ABCD"
CUMULATED = (20, 65, 95)


def sheet(year):
    """All rows of a year's workbook, without those that say why they are not evaluated."""
    sheets = pd.read_excel(
        DEMO / "raw" / f"亩均评价数据采集表_{year}年.xlsx",
        sheet_name=None, header=None, dtype="str", engine="calamine",
    )  # fmt: skip
    parts = [cells.iloc[3:].set_axis(HEADINGS, axis=1) for cells in sheets.values()]
    rows = pd.concat(parts, ignore_index=True)
    rows["size"] = rows["group"].map(GROUPS)
    numbers = HEADINGS[5:10] + HEADINGS[10:11] + HEADINGS[12:19]
    rows[numbers] = rows[numbers].apply(pd.to_numeric)
    rows["emissions"] = rows[["cod", "nh3n", "so2", "nox"]].sum(axis=1, skipna=False)
    if year == 2021:
        rows["land"] = rows["land"] / SQUARE_METRES
    rows = rows[rows["exempt"].isna()]
    return rows[rows["size"].eq("above") | rows["land"].ge(3)]


def classified(year):
    """The evaluated of a year, each with its class after the year's adjustments."""
    changes = pd.read_excel(
        DEMO / "raw" / "亩均评价加减分.xlsx", sheet_name=f"{year}年", header=1, engine="calamine"
    ).set_index("统一社会信用代码")
    points = changes[changes["调整类型"].isin(["加分", "减分"])]["分值（分）"]
    points = points.groupby(level=0).sum()
    parts = []
    for size, items in (("above", ABOVE), ("below", BELOW)):
        own = sheet(year).query("size == @size").copy()
        score = pd.Series(0.0, own.index)
        for (top, under, weight), benchmark in zip(items, BENCHMARKS[year, size], strict=True):
            ratio = own[top] / own[under].where(own[under] > 0)
            item = (weight * ratio / benchmark).clip(lower=0)
            if under == "emissions":
                item = item.fillna(item.groupby(own["county"]).transform("mean"))
            score = score + item.fillna(0)
        own["score"] = (score + own["uscc"].map(points).fillna(0)).round(6)
        own["per_mu"] = own["tax"] / own["land"]
        parts.append(own)
    rows = pd.concat(parts).sort_values(
        ["score", "per_mu", "uscc"], ascending=[False, False, True], kind="stable"
    )
    cell = rows.groupby(["size", "county"])
    place, of = cell.cumcount(), cell["uscc"].transform("size")
    quota = np.sum([place >= of * share // 100 for share in CUMULATED], axis=0)

    def asked(kind, of):
        """The class that the adjustments of a kind ask for; missing of the others."""
        to = changes.loc[changes["调整类型"] == kind, "调整后等级"].map(CLASSES.index)
        return rows["uscc"].map(to.groupby(level=0).agg(of))

    best, worst = 0, len(CLASSES) - 1
    veto = asked("一票否决", "max").fillna(best)
    final = pd.Series(quota, rows.index)
    for kind in ("保护", "直接提档"):
        final = final.clip(upper=asked(kind, "min").fillna(worst))
    final = asked("人工调档", "min").fillna(final.clip(lower=veto)).clip(lower=veto)
    return rows.assign(**{"class": final.map(dict(enumerate(CLASSES)))})


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("scores", QUESTION, tmp_path_factory.mktemp("scores"))


@pytest.fixture(scope="module")
def years():
    return {year: classified(year) for year in (2021, 2022)}


def of(answer, quantity):
    rows = answer[quantity.table.name]
    for column, value in {**quantity.where, "county_code": "city"}.items():
        rows = rows[rows[column] == value]
    return rows[quantity.column].iloc[0]


def settled(rows, year):
    """Without the land that the planted faults typed in square metres: no sum counts it."""
    planted = pd.read_csv(DEMO / "planted_faults.csv").query("year == @year")
    typed = planted.loc[planted["fault"] == "square_metres_as_mu", "uscc"]
    return rows[~rows["uscc"].isin(typed) & rows["land"].gt(0) & rows["tax"].notna()]


def per_mu(known):
    return known["tax"].sum() / known["land"].sum()


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.name)
def test_every_figure_is_that_of_the_raw_workbooks(quantity, answer, years):
    now, before = years[2022], years[2021]
    counts = {year: rows["class"].value_counts() for year, rows in years.items()}
    this, last = settled(now, 2022), settled(before, 2021)
    twice = this.merge(last, on="uscc", suffixes=("", "_before"))
    both = {"tax": twice["tax_before"], "land": twice["land_before"]}
    expected = {
        "evaluated_enterprises": len(now),
        **{f"class_{name.lower()}": counts[2022][name] for name in CLASSES},
        **{
            f"class_{name.lower()}_change": counts[2022][name] - counts[2021][name]
            for name in CLASSES
        },
        "tax_per_mu": per_mu(this),
        "tax_per_mu_growth": 100 * (per_mu(twice) / per_mu(pd.DataFrame(both)) - 1),
    }
    assert of(answer, quantity) == pytest.approx(expected[quantity.name])
