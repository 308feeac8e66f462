"""The demo city: its figures stand up to a recount of the raw files, planted faults are found.

The recount reads the raw files by plain pandas and knows none of the package's verbs.
"""

import numpy as np
import pandas as pd
import pytest

from analysis.questions.above_scale.quantities import QUANTITIES
from analysis.questions.above_scale.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

ENTRIES = ["新投产", "小升规", "迁入", "转专业转入"]
LINE = 2000
NUMBERED = [quantity for quantity in QUANTITIES if quantity.numbers]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("above_scale", QUESTION, tmp_path_factory.mktemp("above_scale"))


@pytest.fixture(scope="module")
def events():
    """Events of both workbooks in order, without the second of two entries and without moves."""
    parts = []
    for name in ("规上企业入退库.xlsx", "规上企业入退库_补报.xlsx"):
        cells = pd.read_excel(DEMO / "raw" / name, header=None, engine="calamine", dtype=str)
        top = cells.index[cells.eq("统一社会信用代码").any(axis=1)][0]
        parts.append(cells[top + 1 :].set_axis(cells.loc[top].tolist(), axis=1))
    rows = pd.concat([part[["统一社会信用代码", "变动类型", "生效月份"]] for part in parts])
    rows.columns = ["id", "event", "month"]
    month = rows["month"].str.extract(r"(\d{4})年(?:1[-—])?(\d+)月").astype(int)
    rows["month"] = 100 * month[0] + month[1]
    rows["way"] = np.where(rows["event"].isin(ENTRIES), 1, -1)
    rows = rows.sort_values(["id", "month", "way"])
    rows = rows[rows["way"] != rows.groupby("id")["way"].shift()]
    after = rows.shift(-1)
    left = rows["event"].eq("迁出") & after["event"].eq("迁入") & after["id"].eq(rows["id"])
    left &= (after["month"] // 100).eq(rows["month"] // 100)
    assert left.sum() == 2
    return rows[~(left | left.shift(fill_value=False))]


@pytest.fixture(scope="module")
def register():
    return pd.read_csv(DEMO / "raw" / "企业名录.csv", encoding="gbk", dtype=str)


@pytest.fixture(scope="module")
def candidates():
    """The watch by month: sheet 2022年1-11月 → its rows."""
    book = pd.read_excel(DEMO / "raw" / "准规上企业监测表.xlsx", sheet_name=None, header=None,
                         engine="calamine")  # fmt: skip
    sheets = {}
    for name, cells in book.items():
        top = cells.index[cells.eq("统一社会信用代码").any(axis=1)][0]
        titles = cells.loc[top].where(cells.loc[top + 1].isna(), cells.loc[top + 1])
        titles = titles.str.replace(r"（.*万.*）", "", regex=True)
        rows = cells[top + 2 :].set_axis(titles.tolist(), axis=1)
        rows = rows[rows["统一社会信用代码"].astype(str).str.len() == 18]
        year, month = int(name[:4]), int(name.split("-")[-1].split("—")[-1].rstrip("月"))
        sheets[100 * year + month] = rows.set_index("统一社会信用代码")
    return sheets


@pytest.fixture(scope="module")
def reports():
    """The monthly reports of both years by month, in 10k yuan."""
    parts = [
        pd.read_csv(DEMO / "raw" / f"规上企业月报_{year}年.csv", encoding="gbk", dtype=str)
        for year in (2021, 2022)
    ]
    rows = pd.concat(parts).set_index("统一社会信用代码")
    rows.index.name = "id"
    return pd.DataFrame(
        {
            "month": rows["报告期"].astype(int),
            "now": rows["营业收入_本年累计（千元）"].astype(float) / 10,
            "last": rows["营业收入_上年同期累计（千元）"].astype(float) / 10,
            "output": rows["工业总产值_本年累计（千元）"].astype(float) / 10,
        }
    )


def year_revenue(candidates, year):
    """The year's revenue at the rate of the last three months; of new plants the lesser of both."""
    now, then = candidates[100 * year + 11], candidates[100 * year + 8]
    both = [
        now[c] + (now[c] - then[c].reindex(now.index)) / 3 for c in ("营业收入累计", "产值累计")
    ]
    least = np.minimum(both[0].astype(float), both[1].astype(float))
    return least.where(now["入库方式"] == "新投产", both[0].astype(float))


def at_risk(reports, year):
    """Twelve months' revenue over the line, of those who fall and are under 1.1 times it."""
    at = {m: reports[reports["month"] == m] for m in
          (100 * year + 11, 100 * (year - 1) + 12, 100 * year + 12)}  # fmt: skip
    now, before, after = at.values()
    whole = before["now"].reindex(now.index).fillna(after["last"].reindex(now.index))
    earned = (now["now"] + whole - now["last"]).fillna(now["now"] * 12 / 11) / LINE
    return earned[(now["now"] < now["last"]) & (earned < 1.1)]


def posterior(prior, happened):
    return (10 * prior + happened.sum()) / (10 + len(happened))


def expected(candidates, events, reports, register):
    """Σ p of who can still be listed this year, and Σ q, from last year's outcome."""
    went = {
        way: set(events.loc[events["month"].between(202112, 202202) & (events["way"] == way), "id"])
        for way in (1, -1)
    }
    edges, priors = [0, 0.8, 1.0, 1.2, np.inf], [0.05, 0.25, 0.60, 0.80]
    classes = {y: pd.cut(year_revenue(candidates, y) / LINE, edges, right=False, labels=False)
               for y in (2021, 2022)}  # fmt: skip
    came = classes[2021].index.isin(went[1])
    p = {k: posterior(prior, came[classes[2021] == k]) for k, prior in enumerate(priors)}
    now = candidates[202211]
    listed = set(register.loc[register["是否规上"] == "是", "统一社会信用代码"])
    # On 30 November the days of the first batch and of the month are over: papers decide.
    filed = now["资料齐全"].notna() & ~now.index.isin(listed)
    entries = classes[2022][filed].map(p).sum()
    seen, risk = at_risk(reports, 2021), at_risk(reports, 2022)
    left = seen.index.isin(went[-1])
    q_near, q_low = posterior(0.15, left[seen >= 1]), posterior(0.40, left[seen < 1])
    return entries, np.where(risk < 1, q_low, q_near).sum()


@pytest.mark.recounts(NUMBERED)
def test_a_figure_is_that_of_the_raw_files(answer, events, register, candidates, reports):
    year = events[events["month"].between(202201, 202211)]
    entries, exits = expected(candidates, events, reports, register)
    net = year["way"].sum()
    on_list = set(register.loc[register["是否规上"] == "是", "统一社会信用代码"])
    recounted = {
        "above_scale_entrants": (year["way"] > 0).sum(),
        "above_scale_entrants_new_built": (year["event"] == "新投产").sum(),
        "above_scale_exits": (year["way"] < 0).sum(),
        "above_scale_net_increase": net,
        "above_scale_net_increase_year": net + entries - exits,
        "above_scale_stock": len(on_list),
        "above_scale_candidates_count": len(set(candidates[202211].index) - on_list),
    }
    for quantity in QUANTITIES:
        if quantity.name in recounted:
            rows = answer[quantity.table.name].query("county_code == 'city'")
            assert rows[quantity.column].tolist() == pytest.approx([recounted[quantity.name]])
    assert {quantity.name for quantity in NUMBERED} <= {*recounted}
    assert {quantity.numbers for quantity in NUMBERED} == {(3,), (4,), (5,)}
    assert recounted["above_scale_entrants"] == 91


PLANTS = ("filing_not_new", "filing_needs_proof", "plant_not_producing")


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_above_scale.csv", dtype=str)
    found = answer["above_scale_findings"]
    found = found[~found["finding"].isin(PLANTS)]
    assert found["finding"].value_counts().to_dict() == planted["fault"].value_counts().to_dict()
    assert set(planted["key"].str[:18]) == set(found["uscc"])
    assert len(planted) == 22


def test_the_plants_of_candidates_are_those_of_the_library_and_the_dispatch(answer, candidates):
    now = candidates[202211]
    codes = now.loc[now["入库方式"] == "新投产", "项目代码"]
    cells = pd.read_excel(DEMO / "raw" / "项目库.xlsx", header=None, engine="calamine")
    library = cells.iloc[3:].set_axis(cells.iloc[1].ffill() + cells.iloc[2].fillna(""), axis=1)
    library = library.set_index("项目代码")
    filed = pd.to_datetime(library["备案时间"], format="%Y年%m月")
    month = {}
    for path in (DEMO / "raw").glob("重点项目调度表_*.xlsx"):
        book = pd.read_excel(path, header=None, engine="calamine")
        (place,) = book.columns[book.iloc[:4].isin(["实际投产时间"]).any()]
        rows = book[book.eq("2022年1—11月").any(axis=1)]
        month |= dict(zip(rows[1], pd.to_datetime(rows[place], format="%Y年%m月"), strict=True))
    known = codes[codes.isin(library.index)]
    nature = known.map(library["建设性质"])
    end, due = pd.Timestamp("2022-11-30"), known[known.isin([*month])]
    expected = {
        "filing_not_new": (nature != "新建").sum(),
        "filing_needs_proof": (known.map(filed) < pd.Timestamp("2019-11-30")).sum(),
        "plant_not_producing": sum(not month[code] <= end for code in due),
    }
    found = answer["above_scale_findings"]["finding"].value_counts()
    assert {name: found.get(name, 0) for name in PLANTS} == expected
    assert expected["plant_not_producing"] > 0
    assert answer["above_scale_candidates"]["project"].notna().sum() == len(known)
