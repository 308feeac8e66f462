"""The demo city's first sets: planted entries are found, figures stand up to a recount.

The recount reads the raw sheet by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.first_set_proofs.quantities import QUANTITIES
from analysis.questions.first_set_proofs.question import QUESTION
from analysis.tables.given import Given
from tests.questions.demo_city import DEMO, store_of

LINES = {"成套设备": 50, "单台设备": 20, "关键部件": 10}


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    store = store_of(QUESTION, tmp_path_factory.mktemp("first_sets"))
    found = QUESTION.answer(Given(store, "first_set_proofs", QUESTION, "2022-11"))
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


def test_every_figure_is_that_of_the_raw_sheet(answer):
    cells = pd.read_excel(DEMO / "raw" / "首台套申报产品表.xlsx", header=None, engine="calamine")
    titles = cells.iloc[2].fillna(cells.iloc[1])
    rows = cells.iloc[3:].set_axis(titles, axis=1)
    applied = pd.to_datetime(rows["申报日期"])
    sold = pd.to_datetime(rows["首次销售时间"], format="%Y年%m月")
    price = next(column for column in rows if column.startswith("单价"))
    has = (
        (rows[price].astype(float) >= rows["类别"].map(LINES))
        & (sold >= applied - pd.DateOffset(years=2)) & (sold <= applied)
        & rows["专利号"].notna() & (rows["检测报告"].notna() | rows["用户证明"].notna())
    )  # fmt: skip
    product = rows["统一社会信用代码"] + rows["名称"]
    expected = {
        "first_set_products_screened": product.nunique(),
        "first_set_products_complete": product[has].nunique(),
    }
    whole = answer["first_set_screen"].query("county_code == 'city' and kind == 'all'").squeeze()
    assert {quantity.name: whole[quantity.column] for quantity in QUANTITIES} == expected
    assert whole["enterprises"] == rows["统一社会信用代码"].nunique()


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_first_sets.csv", dtype=str)
    found = answer["first_set_findings"]["finding"].value_counts()
    assert found.to_dict() == planted["fault"].value_counts().to_dict()
    assert len(planted) == 6
