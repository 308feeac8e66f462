from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.release import Release


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
