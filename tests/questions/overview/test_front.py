"""The front page of cities of several shapes: what it says, leaves out and never says."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.display.front import Report
from analysis.questions.overview import elsewhere
from analysis.questions.overview.front import front
from analysis.questions.overview.places import figure, places
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


def test_clusters_within_chance_are_not_shown(release):
    rows = elsewhere.beyond_chance(release)
    inside = rows[~rows["outside"]]
    assert (inside["distance"].abs() <= 1.96 * inside["sampling_sd_pp"]).all()
    assert len(inside)


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
    for lang in LANGUAGES:
        made = front(release, lang, {})
        assert made.headline
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
