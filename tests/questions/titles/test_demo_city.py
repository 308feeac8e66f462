"""The demo city's register: planted faults are found, and its figures stand up to a recount.

The recount reads the raw workbook by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest
import yaml

from analysis.questions.titles.quantities import QUANTITIES
from analysis.questions.titles.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

DAY = pd.Timestamp("2022-11-30")
HEADINGS = {
    "称号": "title", "级别": "level", "年度": "year", "批次": "batch", "主体代码": "id",
    "主体名称": "name", "县（市、区）": "county", "产品名称": "product", "时间申报": "applied",
    "时间推荐": "recommended", "时间公示": "announced", "时间认定": "granted",
    "时间复核": "reviewed", "时间取消": "revoked", "有效期至": "ends",
    "资金支持资金（万元）": "award",
}  # fmt: skip
STEPS = ("applied", "recommended", "announced", "granted")
DATES = (*STEPS, "reviewed", "revoked", "ends")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("titles", QUESTION, tmp_path_factory.mktemp("titles"))


@pytest.fixture(scope="module")
def raw():
    """The workbook's rows: titles by code, holders by code, ends filled in by the catalogue."""
    cells = pd.read_excel(DEMO / "raw" / "申报认定台账.xlsx", header=None, engine="calamine")
    top, below = cells.iloc[1].ffill(), cells.iloc[2].fillna("")
    top = top.where(below.ne("") | cells.iloc[1].notna(), "")
    rows = cells.iloc[3:].set_axis([a + b for a, b in zip(top, below, strict=True)], axis=1)
    rows = rows.rename(columns=HEADINGS)[[*HEADINGS.values()]].reset_index(drop=True)
    rows[[*DATES]] = rows[[*DATES]].apply(pd.to_datetime)
    catalogue = DEMO.parents[0] / "reference" / "titles" / "titles.yaml"
    titles = yaml.safe_load(catalogue.read_text(encoding="utf-8"))["titles"]
    rows["title"] = rows["title"].map({about["zh"]: code for code, about in titles.items()})
    rows["level"] = rows["level"].map({"市级": "city", "省级": "province", "国家级": "nation"})
    firms = pd.read_csv(DEMO / "raw" / "企业名录.csv", encoding="gbk", dtype=str)
    rows["id"] = rows["id"].fillna(
        rows["name"].map(firms.set_index("企业名称")["统一社会信用代码"])
    )
    for number, row in rows.iterrows():
        years = titles.get(row["title"], {}).get("years")
        if pd.isna(row["ends"]) and isinstance(years, int) and pd.notna(row["granted"]):
            end = row["granted"] + pd.DateOffset(years=years) - pd.Timedelta(days=1)
            rows.loc[number, "ends"] = end
        elif pd.isna(row["ends"]) and years == "year_end":
            rows.loc[number, "ends"] = pd.Timestamp(year=row["year"], month=12, day=31)
    return rows.dropna(subset=["title", "id"])


def recount(rows, where):
    """The rows that a quantity counts, by the definition of its status or step."""
    titles = {"funded_upgrading": ["hundred_demo", "industrial_base"]}
    rows = rows[rows["title"].isin(titles.get(where["title"], [where["title"]]))]
    if where["level"] != "all":
        rows = rows[rows["level"] == where["level"]]
    held = (rows["granted"] <= DAY) & ~(rows["ends"] < DAY) & ~(rows["revoked"] <= DAY)
    held &= ~(rows["ends"] < rows["granted"])
    if "list_year" in where:
        rows = rows[rows["year"] == {"this": 2022, "next": 2023}[where["list_year"]]]
    if "batch" in where:
        waiting = (rows["announced"] <= DAY) & ~(rows["granted"] <= DAY)
        in_batch = True if where["batch"] == "all" else rows["batch"].astype(str) == where["batch"]
        return rows[waiting & ~(rows["revoked"] <= DAY) & in_batch]
    if "step" in where:
        later = [*STEPS[STEPS.index(where["step"]) :]]
        return rows[(rows[later] <= DAY).any(axis=1)]
    match where.get("status"):
        case "stock":
            return rows[held]
        case "expiring":
            reviewed = rows["reviewed"] >= rows["ends"] - pd.Timedelta(days=183)
            return rows[held & (rows["ends"] <= pd.Timestamp("2023-11-30")) & ~reviewed]
        case "new":
            return rows[rows["granted"].between("2022-01-01", DAY)]
    return rows[rows["granted"] <= DAY]


@pytest.mark.recounts(QUANTITIES)
@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.name)
def test_a_figure_is_that_of_the_raw_workbook(quantity, answer, raw):
    frame = answer[quantity.table.name]
    for column, value in {"county_code": "city", **quantity.where}.items():
        frame = frame[frame[column] == value]
    rows = recount(raw, quantity.where)
    expected = {
        "holders": rows["id"].nunique(),
        "items": len(rows[["id", "product"]].drop_duplicates()),
        "award_10k_cny": rows["award"].sum(),
        "latest_batch": pd.to_numeric(rows["batch"], errors="coerce").max(),
    }[quantity.column]
    assert expected > 0
    assert frame[quantity.column].tolist() == [expected]


def test_the_counties_hold_what_the_raw_workbook_says(answer, raw):
    counts = answer["title_counts"].query("status == 'stock' & title == 'srdi' & level == 'all'")
    held = recount(raw, {"title": "srdi", "level": "all", "status": "stock"})
    by_county = held.groupby("county")["id"].nunique()
    own = counts[counts["county_code"] != "city"]["holders"]
    assert sorted(own[own > 0]) == sorted(by_county)


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_titles.csv", dtype=str)
    # The name gives the code, and the term is asked about where the ladder is: no faults here.
    planted = planted[~planted["fault"].isin(["code_missing", "term_not_from_grant"])]
    holder = ["finding", "holder_id", "holder_name"]  # whose former name may stand on two lists
    found = answer["title_findings"].drop_duplicates(holder)["finding"].value_counts()
    assert found.to_dict() == planted["fault"].value_counts().to_dict()
    assert len(planted) == 35
