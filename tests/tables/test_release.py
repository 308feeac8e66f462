import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.release import ALL_UP_TO, Release


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "key" / "public" / "990101" / "class_counts.parquet"
    file.parent.mkdir(parents=True)
    frame = pd.DataFrame({"year": range(200), "masked": [False] * 200})
    frame.to_parquet(file, engine="pyarrow", index=False, write_page_checksum=True)
    return file


def table(file: Path) -> pd.DataFrame:
    return Release(file.parents[1], "990101").table("class_counts")


def test_a_whole_file_is_read(file):
    assert len(table(file)) == 200


def flipped(content: bytes) -> bytes:
    return content[:200] + bytes([content[200] ^ 1]) + content[201:]


@pytest.mark.parametrize(
    "damage",
    [flipped, lambda content: content[:-50], lambda content: b""],
    ids=["bit", "cut", "empty"],
)
def test_a_damaged_file_is_named_with_what_to_delete(file, damage):
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(DataError) as caught:
        table(file)
    assert f"damaged file 990101/class_counts.parquet; delete {file.parents[2]}" in caught.value.en
    assert (
        f"结果文件已损坏：990101/class_counts.parquet，请删除{file.parents[2]}" in caught.value.zh
    )


PREFECTURES = ("9901", "9902", "9903", "9904")
EFFECTS = pd.DataFrame({"county_code": ["city"], "tax_per_mu_10k_cny": [5.0], "masked": [False]})


def territory(folder: Path, counties: int, own: str | None = None) -> Path:
    """Releases to an audience: `counties` of four prefectures in turn, tax per mu 0, 1, 2 …"""
    codes = [f"{PREFECTURES[i % 4]}{i // 4 + 1:02d}" for i in range(counties)]
    city = {
        "name": {"zh": "合成", "en": "Synthetic"},
        "period": "2022-11",
        "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
        "source": {"zh": "合成", "en": "synthetic"},
        "licence": "CC0-1.0",
        "counties": [
            {"code": code, "name": {"zh": code, "en": code}, "kind": "county"} for code in codes
        ],
        "feeds": [],
    }
    (folder / "city").mkdir(parents=True)
    facts = {"period": "2022-11", "audience": "county", "city": city}
    (folder / "city" / "release.json").write_text(json.dumps(facts), encoding="utf-8")
    level = pd.Series(range(counties), dtype="float64")
    every = pd.DataFrame({"county_code": codes, "tax_per_mu_10k_cny": level, "masked": False})
    if own:
        mine = every[every["county_code"] == own]
        (folder / own).mkdir()
        mine.to_parquet(folder / own / "tax_per_mu.own.parquet", index=False)
        hidden = every["county_code"] == own
        every = every.assign(tax_per_mu_10k_cny=level.mask(hidden), masked=every["masked"] | hidden)
    pd.concat([EFFECTS, every]).to_parquet(folder / "city" / "tax_per_mu.parquet", index=False)
    return folder


def test_up_to_the_limit_all_counties_are_neighbours(tmp_path):
    release = Release(territory(tmp_path, ALL_UP_TO), "990201")
    assert len(release.neighbours) == ALL_UP_TO
    assert release.shows_all
    assert len(release.table("tax_per_mu")) == ALL_UP_TO + 1


def test_beyond_the_limit_the_prefecture_and_the_city_are_shown(tmp_path):
    territory(tmp_path, ALL_UP_TO + 1)
    release = Release(tmp_path, "990201")
    assert release.neighbours == tuple(f"9902{i:02d}" for i in range(1, 16))
    assert not release.shows_all
    assert {*release.table("tax_per_mu")["county_code"]} == {*release.neighbours, "city"}
    assert Release(tmp_path, "990215").of(None).neighbours == release.neighbours
    assert len(Release(tmp_path, "990101").neighbours) == 16


@pytest.mark.parametrize("counties", [ALL_UP_TO, ALL_UP_TO + 1])
def test_ranks_rest_on_all_counties(tmp_path, counties):
    release = Release(territory(tmp_path, counties), "990201")
    every = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"])
    assert list(every) == ["county_code", "masked", "tax_per_mu_10k_cny"]
    assert every["tax_per_mu_10k_cny"].sum() == sum(range(counties)) + 5
    city = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"], county_code="city")
    assert city["tax_per_mu_10k_cny"].tolist() == [5.0]


@pytest.mark.parametrize("counties", [ALL_UP_TO, ALL_UP_TO + 1])
def test_a_countys_own_figure_stands_among_the_others(tmp_path, counties):
    territory(tmp_path, counties, own="990203")
    mine, other = (Release(tmp_path, code) for code in ("990203", "990204"))
    for frames in (
        [release.table("tax_per_mu") for release in (mine, other)],
        [release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"]) for release in (mine, other)],
    ):
        seen = [f.set_index("county_code")["tax_per_mu_10k_cny"]["990203"] for f in frames]
        assert seen[0] == 9.0
        assert pd.isna(seen[1])
