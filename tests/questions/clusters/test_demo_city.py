"""The demo city's list of clusters, recounted from the raw workbooks by plain pandas."""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.clusters.comparable import list_totals
from analysis.clusters.listed import reported_growth
from analysis.intake import ingest
from analysis.questions.clusters.quantities import QUANTITIES
from analysis.tables.store import Store
from tests.questions.demo_city import DEMO


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The row of the city's list in November 2022."""
    folder = tmp_path_factory.mktemp("clusters")
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    read = ("clusters", "cluster_month")
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] in read]
    (folder / "raw").mkdir()
    for feed in declared["feeds"]:
        shutil.copy(DEMO / "raw" / feed["files"], folder / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (folder / "city.yaml").write_text(text, encoding="utf-8")
    assert not ingest(folder).errors
    store = Store(folder / "store")
    lists = list_totals(reported_growth({name: store.read(name) for name in read}))
    return lists.query("scope == 'city' and period == '2022-11'").iloc[0]


@pytest.fixture(scope="module")
def raw():
    """What the list and the month's sheet of its clusters say."""
    book = DEMO / "raw" / "特色产业集群名录.xlsx"
    rows = pd.read_excel(book, sheet_name="集群名录", header=1, engine="calamine")
    listed = rows[rows["市级名单"] == "是"]
    month = pd.read_excel(
        DEMO / "raw" / "特色产业集群月报_市口径.xlsx",
        sheet_name="2022年1-11月", header=None, engine="calamine",
    )  # fmt: skip
    month = month.iloc[4:]  # title, two rows of headings, the total
    assert set(month[0]) == set(listed["集群编号"])
    revenue, before = month[3].astype(float).sum(), month[4].astype(float).sum()
    return {
        "clusters": len(month),
        "chains": listed["所属产业链"].nunique(),
        "cluster_revenue": 1e4 * revenue,
        "cluster_revenue_growth": 100 * (revenue / before - 1),
    }


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.name)
def test_every_figure_of_the_report_is_that_of_the_raw_workbooks(quantity, found, raw):
    assert found[quantity.column] == pytest.approx(raw[quantity.name])
    assert quantity.numbers
