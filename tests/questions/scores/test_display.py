"""The evaluation in words and figures, on a release of three counties built for the purpose."""

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import protect
from analysis.display.style import use_style
from analysis.questions.scores import brief, text
from analysis.questions.scores import comparison as score_comparison
from analysis.questions.scores import explained as score_explained
from analysis.questions.scores import figures as scores
from analysis.questions.scores.question import QUESTION
from analysis.results.key import given
from analysis.tables import RESULT_TABLES
from tests.masked import masked
from tests.questions.scores.test_answer import COUNTIES, store  # noqa: F401
from tests.releases import city_of, write_release

NOTEBOOK = "notebooks/03_enterprise_scores.ipynb"


@pytest.fixture(scope="module")
def release_of(store, tmp_path_factory):  # noqa: F811
    """Audience → the release of the first county."""
    tables = QUESTION.answer(given(store, "scores", "2022-11"))
    masks = masked(store, "scores", "2022-11", tables)
    use_style()

    county = {"zh": "甲县", "en": "Alpha"}
    counties = [{"code": code, "name": county, "kind": "county"} for code in COUNTIES]

    def write(audience):
        safe = {}
        for name, table in tables.items():
            declared = RESULT_TABLES[name]
            if declared.secret and audience != "internal":
                continue
            shown = declared.validate(table)
            safe[name] = protect(shown, declared, masks.get(name), audience, COUNTIES[0])
        root = tmp_path_factory.mktemp(audience)
        city = city_of(COUNTIES, counties=counties)
        return write_release(root, "scores", city, safe, COUNTIES[0], audience)

    return write


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_says_the_numbers_of_the_tables(release_of, lang):
    release = release_of("public")
    said = " ".join(text.headline(release, lang))
    own = text.own_classes(release)
    moves = release.table("class_movement").query("county_code == @COUNTIES[0]").iloc[0]
    for number in (own.loc["A", "enterprises"], moves["compared"], moves["up"], moves["down"]):
        assert f"{number:.0f}" in said
    assert ("2022年度" in said) if lang == "zh" else ("Evaluation 2022" in said)
    assert "nan" not in said


def test_the_public_headline_is_silent_on_what_is_withheld(release_of):
    release = release_of("public")
    table = release.table("tax_per_mu")
    table.loc[table["county_code"] == COUNTIES[0], "masked"] = True
    table.to_parquet(release.shared("scores") / "tax_per_mu.parquet")
    assert "亩均税收" not in " ".join(text.headline(opened_anew(release), "zh"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_first_evaluation_says_its_classes_and_that_nothing_is_compared(release_of, lang):
    release = release_of("public")
    for name in ("class_counts", "tax_per_mu"):
        (release.shared("scores") / f"{name}.parquet").unlink()
    release = opened_anew(release)
    said = " ".join(text.headline(release, lang))
    rows = release.table("land_tax_by_class").query("county_code == @COUNTIES[0] and not masked")
    shown = rows[rows["class_code"] != "total"].set_index("class_code")["enterprises"].dropna()
    assert len(shown) > 1
    for name, number in shown.items():
        assert (f"{name}类{number:.0f}家" if lang == "zh" else f"{name} {number:.0f}") in said
    assert ("上年没有评价" if lang == "zh" else "no evaluation last year") in said
    assert "nan" not in said


def test_a_first_evaluation_is_silent_on_what_is_withheld(release_of):
    release = release_of("public")
    (release.shared("scores") / "class_counts.parquet").unlink()
    table = opened_anew(release).table("land_tax_by_class").assign(masked=True)
    table.to_parquet(release.shared("scores") / "land_tax_by_class.parquet")
    said = " ".join(text.headline(opened_anew(release), "zh"))
    assert "A类" not in said
    assert "合计亩均税收" not in said


def opened_anew(release):
    return release.for_county(release.county)


def heights(figure):
    return [patch.get_height() for patch in figure.axes[0].patches]


def test_no_bin_of_few_is_drawn_outside_the_bureau(release_of):
    bins = release_of("county").table("tax_per_mu_distribution")
    drawn = [h for h in heights(scores.tax_distribution(bins, "zh")) if h > 0]
    assert drawn and min(drawn) >= scores.FEW
    everything = heights(scores.tax_distribution(bins, "zh", few=0))
    assert sum(everything) == bins["enterprises"].sum()


def test_no_sector_of_few_is_drawn_outside_the_bureau(release_of):
    release = release_of("county")
    table, names = release.table("sector_comparison"), {}
    mine = table[(table["county_code"] == COUNTIES[0]) & (table["industry_code"] != "total")]
    lonely = table.assign(enterprises=table["enterprises"].where(table["industry_code"] != "34", 2))
    labels = {}
    for name, rows in (("all", table), ("lonely", lonely)):
        figure = score_comparison.sector_tax_per_mu(rows, COUNTIES[0], names, "zh")
        labels[name] = {text.get_text() for text in figure.axes[0].get_yticklabels()}
    assert labels["all"] == set(mine["industry_code"])
    assert labels["all"] - labels["lonely"] == {"34"}


def test_the_stacked_effects_end_at_the_change(release_of):
    own = text.own_classes(release_of("internal")).reset_index()
    figure = scores.class_change(own, "en")
    widths = np.array([patch.get_width() for patch in figure.axes[0].patches]).reshape(5, -1)
    np.testing.assert_allclose(widths.sum(axis=0), own["enterprises_change"])


def test_a_withheld_count_is_drawn_as_a_mask(release_of):
    moves = release_of("public").table("class_transitions").query("county_code == @COUNTIES[0]")
    assert not moves["masked"].any()  # counts of enterprises are public
    first = moves.index == moves.index[0]
    withheld = moves.assign(masked=first, enterprises=moves["enterprises"].mask(first))
    said = [t.get_text() for t in scores.transition_matrix(withheld, "zh").axes[0].texts]
    assert said.count("***") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_can_be_drawn(release_of, lang):
    release = release_of("internal")
    names = {code: code for code in COUNTIES}
    own = text.own_classes(release).reset_index()
    land = release.table("land_tax_by_class").query("county_code == @COUNTIES[0]")
    items = release.table("enterprise_items")
    one = items[items["uscc"] == items["uscc"].iloc[0]]
    figures = [
        scores.class_counts(own, lang),
        scores.land_and_tax(land[land["class_code"] != "total"], lang),
        score_comparison.county_tax_per_mu(release.table("tax_per_mu"), COUNTIES[0], names, lang),
        score_comparison.sector_tax_per_mu(
            release.table("sector_comparison"), COUNTIES[0], names, lang
        ),
        score_comparison.enterprise_land_tax(release.table("enterprise_scores"), lang),
        score_comparison.item_points(one, lang),
        score_comparison.rank_intervals(release.table("enterprise_robustness"), lang),
        score_comparison.choices(
            release.table("score_choices").query("county_code == @COUNTIES[0]"),
            text.choice_titles(lang),
            lang,
        ),
    ]
    for figure in figures:
        figure.canvas.draw()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_enterprise_is_explained_by_its_own_numbers(release_of, lang):
    release = release_of("internal")
    score = release.table("enterprise_scores").query("score_points.notna()").iloc[0]
    items = release.table("enterprise_items").query("uscc == @score.uscc")
    said = score_explained.explained(score, items, lang)
    assert len(said) == len(items) + 3
    assert f"{score['score_points']:.2f}" in said[len(items)]
    assert str(score["class_initial"]) in said[len(items) + 1]
    assert all(
        f"{points:.2f}" in line for points, line in zip(items["item_points"], said, strict=False)
    )


def test_who_was_not_evaluated_is_told_so():
    score = pd.Series({"score_points": np.nan, "eligibility": "exempt"})
    items = pd.DataFrame({"indicator": [], "title_zh": [], "title_en": []})
    assert score_explained.explained(score, items, "zh") == ["按方案不参评"]


def test_a_place_is_counted_among_the_counties_published(release_of):
    release = release_of("internal")
    table = release.table("tax_per_mu").set_index("county_code")
    table.loc[COUNTIES, "tax_per_mu_10k_cny"] = [5.0, 9.0, 7.0]

    def said(masked):
        rows = table.assign(masked=table.index == masked).reset_index()
        rows.to_parquet(release.shared("scores") / "tax_per_mu.parquet")
        return " ".join(text.headline(opened_anew(release), "zh"))

    assert "居全市3个县（市、区）第3位" in said(None)
    assert "居公布的2个县（市、区）第2位" in said(COUNTIES[1])  # 9 is withheld, 7 > 5 is not


def test_a_value_is_said_with_its_unit():
    item = pd.DataFrame(
        {
            "indicator": ["tax_per_mu"], "title_zh": ["亩均税收"], "title_en": ["Tax per mu"],
            "value": [8.5451], "benchmark": [24.097], "weight_points": [30.0],
            "item_points": [10.638],
        }
    )  # fmt: skip
    score = pd.Series(
        {"score_points": 10.64, "sum_points": 10.64, "bonus_points": 0.0, "penalty_points": 0.0,
         "class_initial": "C", "weakest_item": "tax_per_mu", "points_to_higher_class": 1.0,
         "points_to_lower_class": np.nan, **dict.fromkeys(score_explained.STEPS)}
    )  # fmt: skip
    said = score_explained.explained(score, item, "zh")[0]
    assert said == "亩均税收8.55万元/亩，基准24.097万元/亩，得10.64分（权重30分）。"


def test_every_figure_of_the_notebook_has_words_in_both_languages():
    shipped = SimpleNamespace(facts={})
    said = {lang: text.alts(shipped, lang) for lang in ("zh", "en")}
    used = set(re.findall(r'alts\[\\"(\w+)', Path(NOTEBOOK).read_text(encoding="utf-8")))
    assert used == {*said["zh"]} == {*said["en"]}
    assert all("一" <= words[0] <= "鿿" for words in said["zh"].values())
    assert all(words.isascii() for words in said["en"].values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_county_shows_tax_per_mu_and_what_a_class_takes(release_of, lang):
    release = release_of("internal")
    own = release.table("tax_per_mu").query("county_code == @COUNTIES[0]").iloc[0]
    tax = own["tax_per_mu_10k_cny"]
    card = brief.card(release, lang)
    assert card.value == (f"{tax:.2f}万元/亩" if lang == "zh" else f"CNY {10 * tax:.1f} thousand")
    shown = brief.land_and_tax(release, lang, few=0)
    rows = release.table("land_tax_by_class").query("county_code == @COUNTIES[0]")
    rows = rows[(rows["class_code"] != "total") & rows["land_share_pct"].notna()]
    assert shown.shown.count("part-ring") == len(rows)
    worst = rows.loc[(rows["tax_share_pct"] - rows["land_share_pct"]).idxmin()]
    assert f"{worst['land_share_pct']:.1f}" in shown.finding
    assert f"{worst['tax_share_pct']:.1f}" in shown.finding
    assert brief.land_and_tax(release, lang, few=10**6) is None
