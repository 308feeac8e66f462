"""A hundred parts with letter codes and an own classification, from raw file to page."""

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.errors import DataError
from analysis.intake import check, ingest
from analysis.periods import period_names
from analysis.questions.clusters import text as clusters_text
from analysis.questions.output import text
from analysis.questions.output.pulls import pulls
from analysis.results import open_release, prepare
from analysis.tables.city import load_city
from analysis.tables.neighbours import neighbours
from analysis.tables.store import Store

CODES = [f"{letter}{number}" for letter in "ABCDE" for number in range(20)]
INDUSTRIES = {"ELEC": "电子", "F-10": "食品", "T.2": "纺织"}
LAST = "2022-11"


def raw() -> pd.DataFrame:
    """Cumulative output of 24 months by part and industry, seeded."""
    rng = np.random.default_rng(8)
    periods = [p for p in period_names(range(2020 * 11, 2023 * 11), 11) if p <= LAST]
    rows = []
    for code in CODES:
        for industry in INDUSTRIES:
            single = rng.uniform(50, 150) * np.exp(rng.normal(0, 0.05, len(periods)))
            frame = pd.DataFrame({"month": periods, "value": single})
            frame["value"] = frame.groupby(frame["month"].str[:4])["value"].cumsum()
            rows.append(frame.assign(county=code, industry=industry))
    return pd.concat(rows, ignore_index=True)


def declared(codes=CODES) -> dict:
    return {
        "name": {"zh": "百区市", "en": "Hundred"},
        "period": LAST,
        "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
        "industries": "own",
        "disclosure": {"released_by_source": True},
        "source": {"zh": "自造", "en": "made up"},
        "licence": "CC0",
        "counties": [
            {"code": code, "name": {"zh": f"{code}区", "en": f"Area {code}"}, "kind": "zone"}
            for code in codes
        ],
        "feeds": [
            {
                "table": "industry_month",
                "files": "output.csv",
                "vintage": "2022-12-15",
                "unit": "万元",
                "headers": {
                    "county": "county_code", "industry": "industry_code", "month": "period",
                    "value": "output_ytd_10k_cny",
                },
                "constants": {"scope": "all"},
            }
        ],
    }  # fmt: skip


def write(folder, codes=CODES):
    (folder / "raw").mkdir(parents=True)
    (folder / "reference" / "industries").mkdir(parents=True)
    classified = pd.DataFrame(
        {"industry_code": [*INDUSTRIES], "name_zh": [*INDUSTRIES.values()], "section": "X"}
    ).assign(name_en=[*INDUSTRIES])
    classified.to_csv(folder / "reference" / "industries" / "own.csv", index=False)
    raw().to_csv(folder / "raw" / "output.csv", index=False)
    text = yaml.safe_dump(declared(codes), allow_unicode=True)
    (folder / "city.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("hundred") / "hundred")


@pytest.fixture(scope="module")
def release(folder):
    ingested = ingest(folder)
    assert not ingested.errors
    edition = prepare(Store(folder / "store").root, LAST, "public", ["output", "clusters"])
    return open_release(edition, "C7", LAST, "public")


def test_growth_of_every_part_is_that_of_the_raw_file(release):
    rows = raw()
    ends = rows[rows["month"].isin([LAST, "2021-11"])]
    sums = ends.pivot_table(index="county", columns="month", values="value", aggfunc="sum")
    growth = 100 * (sums[LAST] / sums["2021-11"] - 1)
    found = release.everywhere("output_outlook", ["ytd_growth_pct"], tier="county")
    found = found.set_index("county_code")["ytd_growth_pct"]
    assert len(found) == 100
    assert found.to_numpy() == pytest.approx(growth.loc[found.index].to_numpy())
    rank = int((growth > growth["C7"]).sum()) + 1
    assert f"居全市100个县（市、区）第{rank}位" in text.headline(release, "zh")[0]


def test_both_reports_speak_of_its_own_industries(release):
    assert pulls(release, "zh") is not None
    assert set(release.industry_names("zh")) == {*INDUSTRIES, "total"}
    best = clusters_text.headline(release, "zh")[0]
    assert any(name in best for name in INDUSTRIES.values())


def test_a_part_is_shown_beside_those_listed_near_it(release):
    assert neighbours(release.city, "C7") == tuple(CODES[:60])
    assert neighbours(release.city, "E19") == tuple(CODES[60:])
    assert len(release.neighbours) == 60


def test_a_classification_that_is_nowhere_is_asked_for(folder, tmp_path):
    alone = write(tmp_path / "alone")
    (alone / "reference" / "industries" / "own.csv").unlink()
    with pytest.raises(DataError, match=r"a city's own goes to .*own\.csv"):
        check(alone)


@pytest.mark.parametrize(("codes", "said"), [(["A1", "city"], "whole"), (["a1", "A1"], "twice")])
def test_codes_that_cannot_be_told_apart_are_refused(codes, said, tmp_path):
    with pytest.raises(DataError, match=said):
        load_city(write(tmp_path / "refused", codes))
