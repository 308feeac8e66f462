"""The demo city's place, counted from the raw workbook; its planted wrong place is found."""

import pandas as pd
import pytest

from analysis.questions.peers.question import QUESTION
from analysis.questions.peers.tables import INDICATORS
from analysis.tables.given import Given
from tests.questions.demo_city import DEMO, store_of


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    store = store_of(QUESTION, tmp_path_factory.mktemp("peers"))
    return QUESTION.answer(Given(store, "peers", QUESTION, "2022-11"))


@pytest.fixture(scope="module")
def raw():
    cells = pd.read_excel(DEMO / "raw" / "全省及各市主要指标.xlsx", header=None, engine="calamine")
    start = cells.index[cells.eq("地区").any(axis=1)][0]
    rows = cells.iloc[start + 1 :].set_axis(cells.iloc[start], axis=1)
    rows = rows.rename(columns=lambda name: str(name).split("（")[0])
    return rows[
        rows["报告期"].astype(str).str.contains("2022")
        & rows["报告期"].astype(str).str.contains("11")
    ]


@pytest.mark.parametrize("indicator", ["value_added", "output", "upgrading_investment"])
def test_the_place_is_one_more_than_the_cities_with_more_growth(found, raw, indicator):
    rows = raw[raw["指标"] == INDICATORS[indicator][0]].set_index("地区")["累计增速"].astype(float)
    own = found["peer_standing"].set_index("indicator").loc[indicator]
    assert own["place"] == 1 + (rows.drop("全省") > rows["云渚市"]).sum()
    assert own["ahead_pp"] == pytest.approx(rows["云渚市"] - rows["全省"])
    assert own["tied"] == (rows.drop("全省").eq(rows["云渚市"]).sum() > 1)


def test_planted_faults_are_found(found):
    named = found["peer_findings"].set_index("indicator")["finding"].to_dict()
    assert named == {"value_added": "rank_not_as_computed", "cluster_revenue": "cities_missing"}
    assert (pd.read_csv(DEMO / "planted_peers.csv")["fault"] == "rank_not_as_computed").all()
