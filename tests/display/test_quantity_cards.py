"""Named figures in words: numbers with what is counted, formulas and filters by their titles."""

import pandas as pd
import pytest

from analysis.display import quantity_cards
from analysis.display.quantity_cards import COLUMN, cards, listing, value_text
from analysis.errors import DataError
from analysis.questions.output.result_tables import OUTLOOK
from analysis.questions.titles.tables import COUNTS
from analysis.results.quantities import COLUMNS, quantities
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.registry import questions
from tests.releases import city_of, write_release

TITLE = Name(zh="数", en="Number")
FIRMS = Name(zh="家企业", en="enterprises")
EVERY = [(name, figure) for name, asked in questions().items() for figure in asked.quantities]


def firms(**more):
    return Quantity("firms", COUNTS, "holders", TITLE, counted=FIRMS, **more)


GROWTH = Quantity("growth", OUTLOOK, "ytd_growth_pct", TITLE, change=True)


@pytest.mark.parametrize(
    ("quantity", "unit", "value", "zh", "en"),
    [
        (firms(), "count", 0, "0家企业", "0 enterprises"),
        (firms(), "count", 1, "1家企业", "1 enterprise"),
        (firms(), "count", 1_234, "1,234家企业", "1,234 enterprises"),
        (firms(one="firm"), "count", 1, "1家企业", "1 firm"),
        (firms(change=True), "count", 1, "+1家企业", "+1 enterprise"),
        (firms(change=True), "count", -2, "-2家企业", "-2 enterprises"),
        (firms(change=True), "count", 0, "0家企业", "0 enterprises"),
        (GROWTH, "pct", 3.46, "+3.5%", "+3.5%"),
        (GROWTH, "pct", -0.04, "0.0%", "0.0%"),
        (Quantity("n", COUNTS, "items", TITLE), "items", 0, "0个", "0"),
        (Quantity("n", COUNTS, "items", TITLE), "10k_cny_per_mu", 5, "5.00万元/亩",
         "5.00 (10,000 CNY per mu)"),
    ],
)  # fmt: skip
def test_a_value_says_its_unit_what_it_counts_and_of_a_change_its_sign(
    quantity, unit, value, zh, en
):
    assert value_text(quantity, unit, value, False, "zh") == zh
    assert value_text(quantity, unit, value, False, "en") == en
    assert value_text(quantity, unit, value, True, "en") == "***"


@pytest.mark.parametrize(("question", "figure"), EVERY, ids=[figure.name for _, figure in EVERY])
def test_every_figure_counts_in_english_and_every_formula_names_columns_that_there_are(
    question, figure
):
    declared = questions()[question]
    columns = {c for table in (*declared.tables, *declared.answers) for c in table.columns}
    formula = figure.formula
    said = [formula] if isinstance(formula, str) else [formula.zh, formula.en]
    assert all(said)
    assert {name for text in said for name in COLUMN.findall(text)} <= columns
    assert figure.counted.en == "" or figure.noun("1", "en") != figure.noun("2", "en")


@pytest.fixture
def release(tmp_path):
    named = pd.DataFrame(
        {
            "title": ["srdi"],
            "name_zh": ["专精特新"],
            "name_en": ["Specialised SME"],
            "masked": False,
        }
    )
    value = {"quantity": "specialised_new", "county_code": "990101", "value": 1.0, "masked": False}
    value |= {"rank": 2.0, "tied": True, "of": 3.0, "complete": True}
    rows = pd.DataFrame([value])[list(COLUMNS)]
    tables = {"titles": named, "quantities": rows}
    release = write_release(tmp_path, "titles", city_of(["990101"]), tables, "990101")
    file = release.of_question("titles") / "provenance.json"
    file.write_text('{"tables": {"recognitions": "1"}, "sources": []}', encoding="utf-8")
    return release


def test_a_line_has_titles_in_the_place_of_codes(release):
    (zh,), (en,) = (listing(release, "titles", lang).to_dict("records") for lang in ("zh", "en"))
    assert (zh["value"], en["value"]) == ("1家企业", "1 enterprise")
    assert zh["filter"] == "称号 = 专精特新，级别 = 各级，状态 = 本年新认定"
    assert en["filter"] == "Title = Specialised SME, Level = all levels, Status = granted this year"
    assert zh["formula"] == "主体数，不重复计；1月1日 ≤ 认定日期 ≤ t"
    assert en["formula"] == "distinct holders; 1 January ≤ Granted on ≤ t"
    assert (zh["table"], en["table"]) == ("称号数量 · 主体数", "Titles by status · Holders")
    assert (zh["sources"], en["sources"]) == ("申报认定台账", "Register of titles and awards")
    assert zh["rank"] == "=2/3"
    assert zh["address"] == "title_counts.holders"
    assert "title_counts" not in cards(release, "titles", "zh")


def ranks(values, **more):
    rows = pd.DataFrame({"county_code": [str(i) for i in range(len(values))], "holders": values})
    found = quantities(
        [firms(**more)], {COUNTS.name: rows.assign(masked=False)}, rows["county_code"], ""
    )
    return found["rank"].fillna(0).tolist()


def test_nothing_has_no_rank_and_none_is_where_all_are_alike():
    assert ranks([3.0, 0.0, 1.0, 0.0], ranked="high") == [1, 0, 2, 0]
    assert ranks([3.0, 0.0, 1.0, 0.0], ranked="low") == [4, 1, 3, 1]
    assert ranks([3.0, 0.0, -1.0], ranked="high", change=True) == [1, 2, 3]
    assert ranks([2.0, 2.0], ranked="high") == [0, 0]
    assert ranks([2.0], ranked="high") == [0]


def test_figures_of_the_years_report_come_first_a_line_a_number(monkeypatch):
    numbers = {"a": ["7", ""], "b": ["60, 3"]}

    def some(release, question, lang):
        if question not in numbers:
            raise DataError("没有", "there is none")
        other = dict.fromkeys(quantity_cards.COLUMNS, "")
        return pd.DataFrame({**other, "number": numbers[question]}, dtype="str")

    monkeypatch.setattr(quantity_cards, "listing", some)
    monkeypatch.setattr(quantity_cards, "broken", dict)
    monkeypatch.setattr(quantity_cards, "questions", lambda: {"c": None, "a": None, "b": None})
    lines = [line.split("\t")[:2] for line in quantity_cards.printed(None, "en")]
    assert lines == [
        ["question", "number"], ["b", "3"], ["a", "7"], ["b", "60"], ["a", ""],
        ["c", "there is none"],
    ]  # fmt: skip
