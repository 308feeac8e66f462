from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.neighbours import ALL_UP_TO
from analysis.tables.release import Release
from tests.releases import city_of, write_release


@pytest.fixture
def release(tmp_path: Path) -> Release:
    frame = pd.DataFrame({"year": range(200), "masked": [False] * 200})
    return write_release(tmp_path, "scores", city_of(["990101"]), {"class_counts": frame}, "990101")


@pytest.fixture
def file(release) -> Path:
    return release.shared("scores") / "class_counts.parquet"


def test_a_whole_file_is_read(release):
    assert len(release.table("class_counts")) == 200


def flipped(content: bytes) -> bytes:
    return content[:200] + bytes([content[200] ^ 1]) + content[201:]


@pytest.mark.parametrize(
    "damage",
    [flipped, lambda content: content[:-50], lambda content: b""],
    ids=["bit", "cut", "empty"],
)
def test_a_damaged_file_is_named_with_what_to_delete(release, file, damage):
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(DataError) as caught:
        release.table("class_counts")
    assert f"damaged file city/class_counts.parquet; delete {file.parents[2]}" in caught.value.en
    assert f"结果文件已损坏：city/class_counts.parquet，请删除{file.parents[2]}" in caught.value.zh


def test_sentences_name_the_whole_by_what_it_is_and_headings_by_its_name(release, tmp_path):
    assert (release.place_name("zh"), release.place_name("en")) == ("990101", "990101")
    whole = release.for_county("city")
    assert (whole.place_name("zh"), whole.place_name("en")) == ("全市", "the city")
    assert whole.county_name("en") == "Sample City, total"


PREFECTURES = ("9901", "9902", "9903", "9904")
EFFECTS = pd.DataFrame({"county_code": ["city"], "tax_per_mu_10k_cny": [5.0], "masked": [False]})


def territory(root: Path, counties: int, own: str | None = None) -> Release:
    """Releases to an audience: `counties` of four prefectures in turn, tax per mu 0, 1, 2 …"""
    codes = [f"{PREFECTURES[i % 4]}{i // 4 + 1:02d}" for i in range(counties)]
    level = pd.Series(range(counties), dtype="float64")
    every = pd.DataFrame({"county_code": codes, "tax_per_mu_10k_cny": level, "masked": False})
    hidden = every["county_code"] == own
    shown = every.assign(tax_per_mu_10k_cny=level.mask(hidden), masked=hidden)
    tables = {"tax_per_mu": pd.concat([EFFECTS, shown])}
    release = write_release(root, "scores", city_of(codes), tables, "990201", "county")
    if own:
        (folder := release.of_question("scores") / own).mkdir()
        every[hidden].to_parquet(folder / "tax_per_mu.own.parquet", index=False)
    return release


def test_up_to_the_limit_all_counties_are_neighbours(tmp_path):
    release = territory(tmp_path, ALL_UP_TO)
    assert len(release.neighbours) == ALL_UP_TO
    assert release.shows_all
    assert len(release.table("tax_per_mu")) == ALL_UP_TO + 1


def test_beyond_the_limit_the_prefecture_and_the_city_are_shown(tmp_path):
    release = territory(tmp_path, ALL_UP_TO + 1)
    assert release.neighbours == tuple(f"9902{i:02d}" for i in range(1, 16))
    assert not release.shows_all
    assert {*release.table("tax_per_mu")["county_code"]} == {*release.neighbours, "city"}
    assert release.for_county("990215").all().neighbours == release.neighbours
    assert len(release.for_county("990101").neighbours) == 16


@pytest.mark.parametrize("counties", [ALL_UP_TO, ALL_UP_TO + 1])
def test_ranks_rest_on_all_counties(tmp_path, counties):
    release = territory(tmp_path, counties)
    every = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"])
    assert list(every) == ["county_code", "masked", "tax_per_mu_10k_cny"]
    assert every["tax_per_mu_10k_cny"].sum() == sum(range(counties)) + 5
    city = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"], county_code="city")
    assert city["tax_per_mu_10k_cny"].tolist() == [5.0]


@pytest.mark.parametrize("counties", [ALL_UP_TO, ALL_UP_TO + 1])
def test_a_countys_own_figure_stands_among_the_others(tmp_path, counties):
    release = territory(tmp_path, counties, own="990203")
    mine, other = (release.for_county(code) for code in ("990203", "990204"))
    for frames in (
        [release.table("tax_per_mu") for release in (mine, other)],
        [release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"]) for release in (mine, other)],
    ):
        seen = [f.set_index("county_code")["tax_per_mu_10k_cny"]["990203"] for f in frames]
        assert seen[0] == 9.0
        assert pd.isna(seen[1])
