"""Publication tables: masks in the text, escaped names, headings and digits as declared."""

from dataclasses import replace

import pandas as pd
import pytest
from great_tables import GT

from analysis.display import tables
from analysis.display.tables import publication_table
from analysis.errors import DataError
from analysis.tables.dictionary import Table, category, quantity, text, year

FRAME = pd.DataFrame(
    {
        "industry": ["纺织业", "<img src=x onerror=alert(1)>", "家具"],
        "output": [1234.56, None, None],
        "masked": [False, True, False],
    }
)
DECLARED = Table(
    name="made",
    zh="产值",
    en="Output of industries",
    row=("一个行业", "one industry"),
    key=("industry",),
    columns={
        "industry": text("行业", "Industry"),
        "output": quantity("产值", "Output", "10k_cny", optional=True),
        "ratio": quantity("倍数", "Ratio", "fraction", decimals=3),
        "enterprises": quantity("企业数", "Enterprises", "count"),
        "size": category("规模", "Size", {"large": ("大型", "large")}),
    },
)


def html(frame: pd.DataFrame, lang: str = "zh") -> str:
    return publication_table(frame, DECLARED, lang).as_raw_html()


def test_withheld_missing_and_present_numbers():
    page = html(FRAME)
    assert "1,234.6" in page
    assert page.count(">***</td>") == 1
    assert page.count(">–</td>") == 1
    assert "masked" not in page


def test_names_are_text_not_markup():
    assert "<img" not in html(FRAME)
    assert "&lt;img" in html(FRAME)


def test_the_legend_explains_the_marks_that_stand_in_the_table_and_no_others():
    withheld, none = "***: withheld to protect", "–: none, or cannot"
    both = html(FRAME, "en")
    assert withheld in both
    assert none in both
    unmasked = html(FRAME.assign(masked=False), "en")
    assert withheld not in unmasked
    assert none in unmasked
    assert "保护单个企业" in html(FRAME)
    plain = html(FRAME.head(1))
    assert "不予公布" not in plain
    assert "不可计算" not in plain
    assert "未报送" not in both + plain


def test_the_same_table_gives_the_same_bytes():
    assert html(FRAME) == html(FRAME)


def test_a_table_of_arrow_columns_is_the_table_of_a_frame(monkeypatch):
    frame = pd.concat([FRAME, FRAME.assign(industry='& <b>合计</b> "a" 1.5', output=-0.04)])
    made = {"decimals": {"output": 2}, "notes": ["a < b"], "bold_rows": [0, 3]}
    fast = publication_table(frame, DECLARED, "zh", title="产值 <x>", **made).as_raw_html()
    monkeypatch.setattr(tables, "_great_table", lambda cells, id: GT(pd.DataFrame(cells), id=id))
    assert publication_table(frame, DECLARED, "zh", title="产值 <x>", **made).as_raw_html() == fast
    assert "&amp; &lt;b&gt;合计" in fast


def test_a_hair_below_nothing_is_nothing():
    assert ">0.0</td>" in html(FRAME.head(1).assign(output=-0.04))


def test_headings_units_and_digits_are_those_declared():
    frame = pd.DataFrame({"industry": ["家具"], "output": 2.0, "ratio": 1.25, "enterprises": 3.0})
    page = html(frame, "en")
    for said in ("Output of industries", "Output (10,000 CNY)", ">Ratio<", "Enterprises (count)"):
        assert said in page
    for number in (">2.0</td>", ">1.250</td>", ">3</td>"):
        assert number in page


def test_a_column_neither_declared_nor_titled_is_refused():
    frame = pd.DataFrame({"industry": ["家具"], "outputs": [2.0]})
    with pytest.raises(DataError, match="'outputs'; 'output'"):
        html(frame)
    page = publication_table(
        frame, DECLARED, "zh", titles={"outputs": "产值合计"}, decimals={"outputs": 2}
    ).as_raw_html()
    assert "产值合计" in page
    assert ">2.00</td>" in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"decimals": {"outptu": 2}},
            "no value 'outptu'; one of: industry, output; probably output",
        ),
        ({"bold_rows": [3]}, "places of rows, 0 to 2, not 3"),
        ({"bold_rows": ["家具"]}, "places of rows, 0 to 2, not '家具'"),
        ({"bold_rows": [-1]}, "places of rows, 0 to 2, not -1"),
    ],
)
def test_digits_and_bold_rows_are_of_what_is_there(options, said):
    with pytest.raises(DataError) as raised:
        publication_table(FRAME, DECLARED, "zh", **options)
    assert said in raised.value.en and "\n" not in raised.value.en


def test_a_year_is_printed_as_it_is_said():
    declared = replace(DECLARED, columns={**DECLARED.columns, "year": year("年度", "Year")})
    rows = pd.DataFrame({"industry": ["纺织业"], "year": [2022]})
    made = publication_table(rows, declared, "zh").as_raw_html()
    assert ">2022<" in made
