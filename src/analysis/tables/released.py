"""Files of a release: read whole or refused; a county's own rows in the place of masked ones."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.errors import DataError

Filters = list[tuple[str, str, Any]]


def in_place(every: pd.DataFrame, own: pd.DataFrame, county: str) -> pd.DataFrame:
    """Return all rows in their order, a county's own where the masked ones were that others see.

    Both have the county's rows in the same order: they were handed out from one table.
    """
    places = every["county_code"] == county
    rows = pd.concat([every[~places], own])
    return rows.set_axis([*every.index[~places], *every.index[places]]).sort_index()


def read_released(
    file: Path, columns: list[str] | None = None, filters: Filters | None = None
) -> pd.DataFrame:
    """Return the rows of a file that meet the filters; raises a DataError if it is damaged."""
    try:
        return pd.read_parquet(
            file,
            engine="pyarrow",
            columns=columns,
            filters=filters or None,
            use_threads=False,
            page_checksum_verification=True,
        )
    except (OSError, pa.ArrowInvalid) as error:
        name, results = f"{file.parent.name}/{file.name}", file.parents[2]
        raise DataError(
            f"结果文件已损坏：{name}，请删除{results}后重新运行",
            f"damaged file {name}; delete {results} and run again",
        ) from error
