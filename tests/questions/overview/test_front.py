"""The front page of cities of several shapes: what it says, leaves out and never says."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.display.front import Report
from analysis.questions.overview import calls, counties, elsewhere, opening
from analysis.questions.overview.front import front
from analysis.questions.overview.places import aims, figure, places
from analysis.reports.page import page
from analysis.reports.sanitise import passive
from analysis.results import open_release
from analysis.tables.territory import WHOLE
from tests.questions.overview.test_answer import RULE
from tests.shapes import NO_NUMBER, all_tables, city_of, since, small_city

LANGUAGES = ("zh", "en")
CHINESE = re.compile("[\u4e00-\u9fff]")
NAMES = re.compile("城区|平原县|山区县")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A city of three counties, and its tables."""
    return small_city(tmp_path_factory.mktemp("small"), 30, 5)


@pytest.fixture(scope="module")
def release(small):
    return open_release(small.root, WHOLE, small.city().period, "public")


@pytest.fixture(scope="module")
def made(release):
    """Language → front page; the first county has a report."""
    code = release.city.counties[0].code
    reports = {code: [Report("月报", f"{code}/01.zh.html"), Report("集群", f"{code}/02.zh.html")]}
    return {lang: front(release, lang, reports) for lang in LANGUAGES}


def words(body: str) -> str:
    return re.sub(r"<[^>]+>", " ", body)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_begins_with_a_finding_and_four_figures(made, lang):
    assert re.search(r"[\d.]+%", made[lang].headline)
    assert made[lang].body.count('class="part-value"') == 4
    assert not made[lang].headline.endswith(("。", "."))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_nothing_that_is_no_number(made, lang):
    assert not NO_NUMBER.search(words(made[lang].body))
    assert not NO_NUMBER.search(made[lang].headline)


def test_the_english_page_is_english(made):
    """Names of industries and clusters have an English form; no sentence is left in Chinese."""
    assert CHINESE.findall(words(made["en"].body).replace("小巨人", "")) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_passive_as_it_is(made, lang):
    kept = passive(made[lang].body)
    for tag in ("svg", "path", "table", "input", "section"):
        assert kept.count(f"<{tag}") == made[lang].body.count(f"<{tag}")


def test_it_weighs_less_than_six_hundred_kilobytes(made):
    whole = page(body=made["zh"].body, lang="zh", title="", marks=(), ways=(), sections=())
    assert len(whole.encode()) < 600_000


def test_a_county_leads_to_its_first_report(made, release):
    code = release.city.counties[0].code
    assert f'href="{code}/01.zh.html"' in made["zh"].body
    assert f"{code}/02" not in made["zh"].body


def test_ranks_are_those_of_the_growth_shown_and_move_with_it(release):
    rows, growth = places(release), figure(release, "output_growth_ytd").drop(index=WHOLE)
    expected = growth["now"].rank(ascending=False, method="min")
    before = growth["before"].rank(ascending=False, method="min")
    shown = rows.set_index("county_code")
    assert shown["rank"].to_dict() == expected.to_dict()
    assert shown["rank_change"].to_dict() == (before - expected).to_dict()


def test_every_industry_below_zero_is_shown(release, made):
    rows = elsewhere.pulls(release)
    below = rows[rows["pull_pp"] < 0]
    shown = made["zh"].body.split('id="industries"')[1].split("</section>")[0]
    names = release.industry_names("zh")
    assert all(names[code] in shown for code in below["industry_code"])


def test_an_industry_that_is_new_pulls_and_has_no_growth(release, monkeypatch):
    rows = elsewhere.pulls(release)
    rows.loc[0, "ytd_growth_pct"] = float("nan")
    monkeypatch.setattr(elsewhere, "pulls", lambda release: rows)
    for lang in LANGUAGES:
        assert "nan" not in elsewhere.industries(release, lang)


def test_clusters_within_chance_are_not_shown(small):
    internal = open_release(small.root, WHOLE, small.city().period, "internal")
    rows = elsewhere.beyond_chance(internal)
    inside = rows[~rows["outside"]]
    assert (inside["distance"].abs() <= 1.96 * inside["sampling_sd_pp"]).all()
    assert len(inside)
    assert not elsewhere.clusters_withheld(internal, "zh")


def test_what_chance_leaves_of_the_clusters_is_withheld_with_its_reason(made, release):
    assert elsewhere.beyond_chance(release).empty
    for lang in LANGUAGES:
        why = elsewhere.clusters_withheld(release, lang)
        assert 'id="clusters"' not in made[lang].body
        assert any(why in said for said in made[lang].left_out)


def test_the_sheet_holds_what_the_page_shows(made, release):
    (sheet,) = made["zh"].sheets
    assert sheet.frame.iloc[:, 0].tolist() == [c.name.zh for c in release.city.counties]
    shown = pd.to_numeric(sheet.frame["累计增速 (%)"], errors="coerce")
    known = places(release)["growth"].round(1)
    assert shown.tolist() == pytest.approx(known.tolist(), nan_ok=True)


def test_it_names_the_next_release(made):
    assert "2022年1—12月数据定于2023年1月18日发布" in made["zh"].body
    assert "due on 18 January 2023" in made["en"].body


def test_thresholds_stand_on_the_page(made):
    steady, least = RULE.chances.steady_from_pct, RULE.chances.open_from_pct
    if "part-legend" in made["zh"].body:
        assert f"≥{steady:g}%" in made["zh"].body
        assert f"{least:g}—{steady:g}%" in made["zh"].body


TARGETS = pd.DataFrame(
    {
        "kind": ["level", "level", "level", "growth_pct"],
        "unit": ["10k_cny", "10k_cny", "10k_cny", "pct"],
        "chance_figure": "output_chance",
        "gap": [-86_800.0, 800.0, float("nan"), -1.4],
        "gap_pct": [-3.77, 0.04, float("nan"), float("nan")],
    }
)


@pytest.mark.parametrize(
    ("lang", "short", "over", "points"),
    [
        ("zh", "缺口8.68亿元（3.8%）", "超出0.08亿元（不足0.1%）", "缺口1.4个百分点"),
        ("en", "CNY 0.87 bn short (3.8%)", "CNY 0.01 bn over (under 0.1%)",
         "1.4 percentage points short"),
    ],
)  # fmt: skip
def test_a_gap_has_its_word_and_its_share(release, lang, short, over, points):
    assert calls.distances(release, TARGETS[:3], lang) == [short, over, ""]
    assert calls.distances(release, TARGETS[3:], lang) == [points]


def targets_of(release, monkeypatch, **columns):
    """Let the counties' leading targets be of these tones and gaps; of the whole as they are."""
    rows = aims(release)
    own = rows["leads"] & rows["county_code"].ne(WHOLE)
    for name, values in columns.items():
        rows.loc[own, name] = values
    for module in (counties, opening):
        monkeypatch.setattr(module, "aims", lambda release: rows.copy())
    return [release.county_name("zh", code) for code in rows.loc[own, "county_code"]]


def test_who_will_miss_stands_first_and_the_two_counts_go_together(small, monkeypatch):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    names = targets_of(
        inside, monkeypatch, tone=["hard", "open", "hard"], kind="level", unit="10k_cny",
        gap=[-800.0, -80.0, -9000.0], gap_pct=[-2.0, -0.02, -9.0],
    )  # fmt: skip
    body = words(front(inside, "zh", {}).body)
    missed = f"{names[2]}9,000万元（9.0%）；{names[0]}800万元（2.0%）。尚悬：{names[1]}。"
    said = " ".join(body.split())
    assert said.startswith(f"难完成 规模以上工业总产值全年目标缺口（占目标）：{missed} 变化 ")
    assert "3个县（市、区）中3个预计低于目标（难2个、悬1个）" in body
    assert f"差得最多的是{names[2]}，缺口9,000万元（9.0%）" in body


def test_gaps_of_growth_are_points_and_no_share_of_a_target(small, monkeypatch):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    names = targets_of(
        inside, monkeypatch, tone=["hard", "steady", "steady"], kind="growth_pct", unit="pct",
        gap=[-1.4, 2.0, 3.0], gap_pct=None,
    )  # fmt: skip
    said = opening.missed(inside, "zh")
    assert said == f"规模以上工业总产值全年目标缺口：{names[0]}1.4个百分点。"


def test_nobody_is_said_to_be_safe_where_a_gap_is_withheld(small, monkeypatch):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    known = {"kind": "level", "unit": "10k_cny", "gap_pct": None}
    names = targets_of(inside, monkeypatch, tone=["open", "hard", "steady"], gap=None, **known)
    assert "尚无" not in opening.missed(inside, "zh")
    targets_of(inside, monkeypatch, tone=["open", "steady", "steady"], gap=None, **known)
    said = opening.missed(inside, "zh")
    assert said == f"规模以上工业总产值全年目标尚无难以完成的。尚悬：{names[0]}。"


def test_where_all_may_reach_their_targets_nobody_is_named_as_missing(small, monkeypatch):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    targets_of(inside, monkeypatch, tone="steady", gap=800.0, gap_pct=2.0)
    assert opening.missed(inside, "zh") == ""
    assert "难完成" not in front(inside, "zh", {}).body.partition("</dl>")[0]


def test_how_sure_the_year_is_stands_where_the_change_is_told(small, monkeypatch):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    rows = aims(inside)
    own = rows["county_code"].eq(WHOLE) & rows["kind"].eq("growth_pct")
    for before, now, said in ((71.0, 21.0, True), (21.0, 71.0, True), (70.0, 71.0, False)):
        rows.loc[own, ["chance_before_pct", "chance_pct"]] = before, now
        monkeypatch.setattr(opening, "aims", lambda release, rows=rows: rows.copy())
        told = opening.lead(inside, "zh")
        assert (f"，全年目标的完成概率{now:.0f}%（上月{before:.0f}%）" in told) == said
        assert ("全年目标的完成概率" in told) == said


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            {"action": "asks_more", "asked_growth_pct": 37.9, "growth_pct": 10.7},
            "先核对目标口径（名录）：目标相当于比上年可比数增长37.9%，今年以来增长10.7%",
            "check first what the target was set on (the roster): it is +37.9% on last year, "
            "comparable, and so far it is +10.7%",
        ),
        (
            {"action": "hard", "needed_growth_pct": 73.0},
            "12月须增长73.0%才能完成；预计缺口800万元（2.0%）",
            "December must bring +73.0%; CNY 8.00 m short (2.0%) by today's forecast",
        ),
        (
            {"action": "fell", "needed_growth_pct": -1.4},
            "12月达到上年同期的98.6%即可完成；预计缺口800万元（2.0%）",
            "December must bring 98.6% of last year's; CNY 8.00 m short (2.0%) by today's forecast",
        ),
        (
            {"action": "hard", "needed_growth_pct": None},
            "预计缺口800万元（2.0%）",
            "CNY 8.00 m short (2.0%) by today's forecast",
        ),
    ],
)
def test_what_calls_for_action_on_a_countys_page_names_a_deed(small, monkeypatch, row, zh, en):
    county = small.city().counties[0].code
    inside = open_release(small.root, county, small.city().period, "internal")
    rows = aims(inside)
    own = rows["leads"] & rows["county_code"].eq(county)
    assert own.sum() == 1
    known = {"kind": "level", "unit": "10k_cny", "gap": -800.0, "gap_pct": -2.0, **row}
    for name, value in known.items():
        rows.loc[own, name] = value
    rows.loc[~own, "action"] = None
    monkeypatch.setattr(calls, "aims", lambda release: rows.copy())
    assert calls.deeds(inside, "zh") == {rows.loc[own, "indicator"].iloc[0]: zh}
    assert [*calls.deeds(inside, "en").values()] == [en]
    rows["action"] = None
    assert calls.deeds(inside, "zh") == {}


def masked_city(small, root: Path):
    """The same city where the public sees almost nothing: every cell needs many enterprises."""
    rules = {"minimum_units": 1000, "p_percent": 15.0}
    return city_of(root, small.city(), all_tables(small), disclosure=rules)


def test_withheld_figures_are_marked_and_left_out_of_prose(small, tmp_path):
    store = masked_city(small, tmp_path / "masked")
    shown = open_release(store.root, WHOLE, store.city().period, "public")
    made = front(shown, "zh", {})
    rows = places(shown)
    assert rows["growth_masked"].all()
    assert rows["growth"].isna().all()
    assert "***" in made.body
    assert not NO_NUMBER.search(words(made.body))
    assert "增长最快" not in made.body


def poor(small, root: Path, counties: int = 3, **changes):
    """The city from this year on, without evaluation, clusters and targets; of some counties."""
    held = since(all_tables(small), "2022-01")
    kept = {"counties", "industries", "industry_month"}
    tables = {name: rows for name, rows in held.items() if name in kept}
    city = small.city().model_copy(
        update={"counties": small.city().counties[:counties], "targets": []}
    )
    return city_of(root, city, tables, feeds=[], questions={}, **changes)


@pytest.mark.parametrize(("counties", "changes"), [(3, {}), (1, {}), (3, {"currency": "USD"})])
def test_a_poor_city_has_a_page_of_what_there_is(small, tmp_path, counties, changes):
    store = poor(small, tmp_path / "poor", counties, **changes)
    release = open_release(store.root, WHOLE, store.city().period, "internal")
    assert release.why_omitted("output") is None
    assert figure(release, "output_growth_ytd").loc[WHOLE, ["now", "before"]].notna().all()
    for lang in LANGUAGES:
        made = front(release, lang, {})
        assert re.search(r"[\d.]+%", made.headline)
        assert not NO_NUMBER.search(words(made.body))
        for section in ("gaps", "land", "clusters", "board"):
            assert f'id="{section}"' not in made.body
        assert len(made.left_out) == 2
        assert ("—" in made.body) or lang == "en" or counties == 1


def test_a_page_for_insiders_shows_what_is_withheld_outside(small, release):
    inside = open_release(small.root, WHOLE, small.city().period, "internal")
    assert not places(inside)["growth_masked"].any()
    hidden = places(release)["growth_masked"].sum()
    assert len(front(inside, "zh", {}).body) > 0
    assert hidden >= 0


def test_a_revision_is_told_apart_from_news(small, tmp_path):
    """October was told with a tenth less everywhere; November came with the whole year anew."""
    tables = all_tables(small)
    rows = tables["industry_month"]
    key = ["county_code", "industry_code", "period"]
    newest = rows.sort_values("vintage").drop_duplicates(key, keep="last")
    told = newest[newest["period"].between("2022-01", "2022-10")].assign(vintage="2022-11-15")
    told = told.assign(output_ytd_10k_cny=told["output_ytd_10k_cny"] * 0.9)
    kept = {name: tables[name] for name in ("counties", "industries")}
    kept["industry_month"] = pd.concat([rows, told], ignore_index=True)
    city = small.city().model_copy(update={"targets": []})
    store = city_of(tmp_path / "revised", city, kept, feeds=[], questions={})
    release = open_release(store.root, WHOLE, city.period, "internal")
    growth = figure(release, "output_growth_ytd").loc[WHOLE]
    index_then, index_now = 1 + growth["told"] / 100, 1 + growth["before"] / 100
    assert index_then / index_now == pytest.approx(0.9)
    printed = growth[["before", "told"]].astype(float).round(1)
    assert growth["revision"] == pytest.approx(printed["before"] - printed["told"])
    assert "有数据修订：2022年1—10月增速上月为" in front(release, "zh", {}).body
    expected = figure(release, "output_year_end_growth").loc[WHOLE]
    assert expected["told"] < expected["before"]
