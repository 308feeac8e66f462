"""The demo city's ladder stands up to a recount of its raw workbooks by plain pandas.

The standards are written down here anew, as a reader of the documents would.
"""

import numpy as np
import pandas as pd
import pytest

from analysis.questions.ladder.quantities import QUANTITIES
from analysis.questions.ladder.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

DAY = pd.Timestamp("2022-11-30")
UPPER = ["专精特新中小企业", "专精特新示范企业", "专精特新“小巨人”企业", "重点“小巨人”企业",
         "制造业单项冠军"]  # fmt: skip
RUNGS = {
    "innovative": ["科技型中小企业", "创新型中小企业"],
    "specialised": UPPER[:2],
    "little_giant": UPPER[2:4],
    "specialised_up": UPPER,
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("ladder", QUESTION, tmp_path_factory.mktemp("ladder"))


@pytest.fixture(scope="module")
def firms():
    return pd.read_csv(DEMO / "raw" / "企业名录.csv", encoding="gbk", dtype=str)


@pytest.fixture(scope="module")
def titles(firms):
    """The register's rows of titles on the ladder; ends of three years, or one, filled in."""
    cells = pd.read_excel(DEMO / "raw" / "申报认定台账.xlsx", header=None, engine="calamine")
    heads = cells.iloc[2].fillna(cells.iloc[1])
    rows = cells.iloc[3:].set_axis(heads.astype(str), axis=1)
    rows = rows.rename(columns={"主体代码": "id", "称号": "title", "主体名称": "name"})
    dates = {"公示": "announced", "认定": "granted", "复核": "reviewed", "取消": "revoked",
             "有效期至": "ends"}  # fmt: skip
    rows = rows.rename(columns=dates)[["id", "title", "name", "级别", *dates.values()]]
    rows = rows[rows["title"].isin(UPPER + RUNGS["innovative"])]
    rows = rows[~rows["title"].isin(RUNGS["little_giant"]) | rows["级别"].eq("国家级")]
    rows[[*dates.values()]] = rows[[*dates.values()]].apply(pd.to_datetime)
    codes = firms.set_index("企业名称")["统一社会信用代码"]
    rows["id"] = rows["id"].fillna(rows["name"].map(codes))
    years = rows["title"].map(lambda title: 1 if title == "科技型中小企业" else 3)
    term = [g + pd.DateOffset(years=n) for g, n in zip(rows["granted"], years, strict=True)]
    rows["ends"] = rows["ends"].fillna(pd.Series(term, index=rows.index) - pd.Timedelta(days=1))
    return rows


def held(rows, day):
    """The rows in force on a day."""
    gone = (rows["ends"] < day) | (rows["revoked"] <= day) | (rows["ends"] < rows["granted"])
    return rows[(rows["granted"] <= day) & ~gone]


def newly(titles, rung):
    """Who was granted a title of a rung this year and had none at the end of last year."""
    rows = titles[titles["title"].isin(RUNGS[rung])]
    granted = rows.loc[rows["granted"].between("2022-01-01", DAY), "id"]
    return set(granted) - set(held(rows, pd.Timestamp("2021-12-31"))["id"])


def on_rung(titles, rung, day=DAY):
    return set(held(titles[titles["title"].isin(RUNGS[rung])], day)["id"])


@pytest.fixture(scope="module")
def reports(titles):
    """The last year's reports with what the standards ask, worked out from three sheets."""
    sheets = pd.read_excel(
        DEMO / "raw" / "优质中小企业年报.xlsx", sheet_name=None, header=None, engine="calamine"
    )
    years = []
    for sheet in sheets.values():
        heads = sheet.iloc[2].fillna(sheet.iloc[1]).str.replace(r"（(?!.*（).*", "", regex=True)
        rows = sheet.iloc[3:-1].set_axis(heads, axis=1).set_index("统一社会信用代码")
        years.append(rows.replace({"是": True, "否": False}).infer_objects())
    first, before, now = (rows.loc[years[2].index] for rows in years)
    money = {
        name: [rows[name].astype(float) for rows in (now, before, first)]
        for name in ("营业收入", "主营业务收入", "研发费用", "新增股权融资")
    }
    revenue, main, rd, equity = money.values()
    found = now.assign(
        revenue=revenue[0], rd=rd[0], rd_before=rd[1], rd_2y=rd[0] + rd[1],
        rd_share=100 * rd[0] / revenue[0], rd_share_before=100 * rd[1] / revenue[1],
        main=(100 * main[0] / revenue[0]).round(9), equity_2y=equity[0] + equity[1],
        growth=50 * (main[0] / main[1] + main[1] / main[2] - 2),
        compound=100 * ((main[0] / main[2]) ** 0.5 - 1),
        debt=100 * now["负债总额"].astype(float) / now["资产总额"].astype(float),
        margin=100 * now["净利润"].astype(float) / revenue[0],
        staff=100 * now["研发人员"].astype(float) / now["职工人数"].astype(float),
        level=now["研发机构"].map({"无": 0, "市级以下": 1, "市级": 2, "省级": 3, "国家级": 4}),
        day=pd.to_datetime(now["拟申报日期"]).fillna(DAY),
    )  # fmt: skip
    for name, rung in (("innovative_title", ["创新型中小企业"]), ("srdi_title", UPPER[:2]),
                       ("tech_title", ["科技型中小企业"])):  # fmt: skip
        rows = held(titles[titles["title"].isin(rung)], DAY)
        last = rows.groupby("id")["ends"].max()
        found[name] = found.index.map(last) >= found["day"]
    champions = set(held(titles[titles["title"] == UPPER[4]], DAY)["id"])
    top = {
        "specialised": on_rung(titles, "specialised_up"),
        "little_giant": on_rung(titles, "little_giant") | champions,
    }
    return found.assign(**{f"on_{rung}": found.index.isin(ids) for rung, ids in top.items()})


def banded(values, edges, upwards=True):
    """Points of the hardest edge that is reached."""
    reached = [
        np.where(values >= edge if upwards else values <= edge, points, 0)
        for edge, points in edges.items()
    ]
    return np.max(reached, axis=0)


def score(r):
    """The table of a hundred points of 2022."""
    marks = r[["自主品牌", "质量管理体系认证", "省级以上质量奖", "制定标准"]].sum(axis=1)
    property_ = [
        np.where(r[name].astype(float) >= 1, points, 0)
        for name, points in (("Ⅰ类高价值知识产权", 10), ("自主研发Ⅰ类知识产权", 8),
                             ("Ⅰ类知识产权", 6), ("Ⅱ类知识产权", 2))
    ]  # fmt: skip
    other_field = np.where(r["工业六基领域"] | r["产业链关键环节"], 3, 0)
    field = np.where(r["补短板锻长板填空白"], 5, other_field)
    rd = np.maximum(
        banded(r["rd"], {500: 10, 400: 8, 300: 6, 200: 4, 100: 2}),
        banded(r["rd_share"], {10: 10, 8: 8, 6: 6, 4: 4, 3: 2}),
    )
    level = pd.Series(r["数字化水平"]).map({"一级": 0, "二级": 3, "三级": 5, "四级": 5})
    return (
        banded(r["main"], {80: 5, 70: 3, 60: 1})
        + banded(r["growth"], {10: 10, 8: 8, 6: 6, 4: 4, 0: 2})
        + np.minimum(r["从事特定细分市场年限"].astype(float) // 2, 5)
        + field + level + np.minimum(3 * marks, 5)
        + banded(r["margin"], {10: 10, 8: 8, 6: 6, 4: 4, 2: 2})
        + banded(r["debt"], {50: 5, 60: 3, 70: 1}, upwards=False)
        + r["省定特色化得分"].astype(float)
        + np.max(property_, axis=0) + rd
        + banded(r["staff"], {20: 5, 10: 3, 5: 1})
        + r["level"].map({0: 0, 1: 2, 2: 4, 3: 8, 4: 10})
    )  # fmt: skip


def conditions(r, rung):
    """Condition → whether it is met, by the standard of the day of application."""
    award = r["近三年省级科技奖前三"] | r["近三年国家级科技奖前五"]
    direct = r["近三年国家级科技奖前五"] | r["近三年创客中国五十强"]
    niche = r["从事特定细分市场年限"].astype(float)
    share, low = r["细分市场占有率"].astype(float), r[["rd_share", "rd_share_before"]].min(axis=1)
    if rung == "specialised":
        old = [
            r["innovative_title"], niche >= 2, r["rd"] >= 100, r["rd_share"] >= 3,
            (r["revenue"] >= 1000) | (r["equity_2y"] >= 2000),
            (score(r) >= 60) | award | (r["rd_2y"] >= 2000) | (r["equity_2y"] >= 6000)
            | r["近三年创客中国五百强"],
        ]  # fmt: skip
        revised = [
            r["innovative_title"] | r["tech_title"], niche >= 3, r["main"] >= 80, r["debt"] <= 80,
            (r["revenue"] >= 1500) | (r["equity_2y"] >= 2000),
            r[["rd", "rd_before"]].min(axis=1) >= 100, low >= 3,
            (r["应用的Ⅰ类知识产权"].astype(float) >= 1) | award | (r["level"] >= 3),
            r["市场占有率较高"], r["平台质量评价得分"].astype(float) >= 50,
        ]  # fmt: skip
    else:
        small = (r["equity_2y"] >= 8000) & (r["rd_2y"] >= 3000) & (r["staff"] >= 50)
        large = low >= np.where(r["revenue"] >= 10000, 3, 6)
        research = np.where(r["revenue"] >= 5000, large, small) | direct
        old = [
            r["srdi_title"], (niche >= 3) | ((niche >= 2) & r["补短板锻长板填空白"]),
            r["main"] >= 70, r["growth"] >= 5, r["核心业务系统信息化"], r["debt"] <= 70,
            share >= 10, r["自主品牌"], research,
            (r["应用的Ⅰ类知识产权"].astype(float) >= 2) | direct, (r["level"] >= 1) | direct,
            r["产业链关键环节"], r["工业六基领域"] | r["补短板锻长板填空白"],
        ]  # fmt: skip
        revised = [
            r["srdi_title"], niche >= 3, r["revenue"] >= 5000, r["main"] >= 90,
            r["compound"] >= 5, r["debt"] <= 75, r["rd_2y"] >= 1200, low >= 3,
            (r["应用的自主Ⅰ类知识产权"].astype(float) >= 4) | r["近三年国家级科技奖前五"],
            (share >= 10) | r["细分市场全国前三"], r["工业六基领域"] | r["产业链关键环节"],
            r["平台质量评价得分"].astype(float) >= 60,
        ]  # fmt: skip
    return old, revised


def recounted(reports, rung, state):
    """How many are ready, or lack one or two, of those whose papers are complete."""
    r = reports[~reports[f"on_{rung}"]]
    complete = r["研发费用"].notna()
    if rung == "specialised":  # five points at most hang on the debt, and they may not matter
        complete &= r["负债总额"].notna() | ~score(r).between(55, 60, inclusive="left")
    else:
        complete &= r[["负债总额", "细分市场占有率", "应用的Ⅰ类知识产权"]].notna().all(axis=1)
    lacking = pd.Series(np.nan, index=r.index)
    for met, of_them in zip(
        conditions(r, rung),
        (r["day"].between("2022-08-01", "2026-03-31"), r["day"] >= "2026-04-01"),
        strict=True,
    ):
        failed = sum((~pd.Series(np.asarray(each, dtype=bool), index=r.index)).astype(int)
                     for each in met)  # fmt: skip
        lacking = lacking.mask(of_them & complete, failed)
    return int((lacking.eq(0) if state == "ready" else lacking.between(1, 2)).sum())


def test_every_figure_is_that_of_the_raw_workbooks(answer, titles, firms, reports):
    above = (firms["是否规上"] == "是").sum()
    due = held(titles[titles["title"].isin(UPPER)], DAY)
    reviewed = due["reviewed"] >= due["ends"] - pd.Timedelta(days=183)
    due = due[due["ends"].between("2023-01-01", "2023-12-31") & ~reviewed]
    expected = {
        "ladder_enterprises": len(on_rung(titles, "specialised_up")),
        "ladder_new": len(newly(titles, "specialised_up")),
        "ladder_due": due["id"].nunique(),
        "ladder_density": 100 * len(on_rung(titles, "specialised_up")) / above,
        "ladder_conversion_rate": 100 * len(newly(titles, "little_giant"))
        / len(on_rung(titles, "specialised", pd.Timestamp("2020-11-30"))),
        **{
            f"ladder_{state}_{rung}": recounted(reports, rung, state)
            for state in ("ready", "near") for rung in ("specialised", "little_giant")
        },
    }  # fmt: skip
    assert {quantity.name for quantity in QUANTITIES} == set(expected)
    for quantity in QUANTITIES:
        frame = answer[quantity.table.name]
        for column, value in {"county_code": "city", **quantity.where}.items():
            frame = frame[frame[column] == value]
        assert expected[quantity.name] > 0
        assert frame[quantity.column].tolist() == pytest.approx([expected[quantity.name]]), (
            quantity.name
        )


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_ladder.csv", dtype=str)
    planted = planted[planted["fault"] != "not_reported"]
    assert len(planted) == 15
    lists = pd.read_csv(DEMO / "planted_titles.csv", dtype=str)
    lists = lists.replace({"fault": {"unknown_level": "not_national"}})
    lists = lists[lists["fault"].isin(["not_national", "term_not_from_grant"])]
    assert len(lists) == 3
    found = answer["ladder_findings"]["finding"].value_counts()
    faults = pd.concat([planted["fault"], lists["fault"]])
    assert found.to_dict() == faults.value_counts().to_dict()


def test_what_was_left_out_is_unknown_and_never_passed_by_itself(answer):
    planted = pd.read_csv(DEMO / "planted_ladder.csv", dtype=str)
    planted = planted[planted["fault"] == "not_reported"]
    assert len(planted) == 12
    measures = {
        "liabilities_10k_cny": "debt_ratio",
        "rd_10k_cny": "rd_share",
        "market_share_pct": "market_share",
        "ip_used": "ip_used",
    }
    screens = answer["ladder_screens"]
    for row in planted.itertuples():
        own = screens[screens["uscc"] == row.key.split("/")[0]]
        of_it = own[own["measure"] == measures[row.column]]
        assert not of_it["status"].eq("passed").any()
    assert (screens["status"] == "unknown").any()


def test_an_application_under_the_revised_rules_is_held_against_them(answer):
    candidates = answer["ladder_candidates"].set_index("applied_on")
    revised = candidates.loc[pd.Timestamp("2026-05-10"), "standard"]
    assert set(revised) >= {"srdi_2026", "little_giant_2026"}
    assert set(candidates.loc[pd.Timestamp("2022-07-20"), "state"]) == {"no_standard"}
