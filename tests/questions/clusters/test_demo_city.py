"""The demo city's chains, recounted from the raw workbooks by plain pandas."""

import shutil

import pandas as pd
import yaml

from analysis.clusters.comparable import list_totals
from analysis.clusters.listed import reported_growth
from analysis.intake import ingest
from analysis.tables.store import Store
from tests.questions.demo_city import DEMO


def test_the_chains_are_those_of_the_clusters_on_the_list(tmp_path):
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    read = ("clusters", "cluster_month")
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] in read]
    (tmp_path / "raw").mkdir()
    for feed in declared["feeds"]:
        shutil.copy(DEMO / "raw" / feed["files"], tmp_path / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
    assert not ingest(tmp_path).errors
    store = Store(tmp_path / "store")
    lists = list_totals(reported_growth({name: store.read(name) for name in read}))
    found = lists.query("scope == 'city' and period == '2022-11'")["chains"].tolist()

    book = DEMO / "raw" / "特色产业集群名录.xlsx"
    rows = pd.read_excel(book, sheet_name="集群名录", header=1, engine="calamine")
    listed = rows[rows["市级名单"] == "是"]
    assert found == [listed["所属产业链"].nunique()]
    assert found[0] > 1
