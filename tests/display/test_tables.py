"""Publication tables: masks in the text, escaped names, a legend where it is needed."""

import pandas as pd
from great_tables import GT

from analysis.display import tables
from analysis.display.tables import LEGEND, publication_table

FRAME = pd.DataFrame(
    {
        "industry": ["纺织业", "<img src=x onerror=alert(1)>", "家具"],
        "output": [1234.56, None, None],
        "masked": [False, True, False],
    }
)
TITLES = {"industry": "行业", "output": "产值（万元）"}


def html(frame: pd.DataFrame, lang: str = "zh") -> str:
    return publication_table(frame, lang, title="产值", titles=TITLES).as_raw_html()


def test_withheld_missing_and_present_numbers():
    page = html(FRAME)
    assert "1,234.6" in page
    assert page.count(">***</td>") == 1
    assert page.count(">–</td>") == 1
    assert "masked" not in page


def test_names_are_text_not_markup():
    assert "<img" not in html(FRAME)
    assert "&lt;img" in html(FRAME)


def test_the_legend_stands_only_under_tables_with_marks():
    assert LEGEND["en"][:12] in html(FRAME, "en")
    assert LEGEND["zh"][:5] not in html(FRAME.head(1))


def test_the_same_table_gives_the_same_bytes():
    assert html(FRAME) == html(FRAME)


def test_a_table_of_arrow_columns_is_the_table_of_a_frame(monkeypatch):
    frame = pd.concat([FRAME, FRAME.assign(industry='& <b>合计</b> "a" 1.5', output=-0.04)])
    made = {"decimals": {"output": 2}, "notes": ["a < b"], "bold_rows": [0, 3], "titles": TITLES}
    fast = publication_table(frame, "zh", title="产值 <x>", **made).as_raw_html()
    monkeypatch.setattr(tables, "_great_table", lambda cells, id: GT(pd.DataFrame(cells), id=id))
    assert publication_table(frame, "zh", title="产值 <x>", **made).as_raw_html() == fast
    assert "&amp; &lt;b&gt;合计" in fast


def test_a_hair_below_nothing_is_nothing():
    assert ">0.0</td>" in html(FRAME.head(1).assign(output=-0.04))
