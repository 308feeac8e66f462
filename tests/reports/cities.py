"""A city small enough to read, written as a store."""

from pathlib import Path

import pandas as pd

from analysis.tables.city import City
from analysis.tables.store import write_version

COUNTIES = ("990101", "990102", "990103")


def make_city(folder: Path, counties: tuple[str, ...] = COUNTIES, output: float = 100.0) -> Path:
    """Write the store of an invented city with one industry; return the city's folder."""
    city = City.model_validate(
        {
            "name": {"zh": "试验市", "en": "Testing City"},
            "synthetic": True,
            "period": "2022-11",
            "measure": {
                "table": "industry_month",
                "column": "output_ytd_10k_cny",
                "kind": "flow",
            },
            "source": {"zh": "虚构", "en": "invented"},
            "licence": "CC0",
            "counties": [
                {"code": code, "name": {"zh": f"第{i}县", "en": f"County {i}"}, "kind": "county"}
                for i, code in enumerate(counties, start=1)
            ],
            "feeds": [],
        }
    )
    month = pd.DataFrame(
        [
            {
                "county_code": code,
                "industry_code": "13",
                "period": "2022-11",
                "output_ytd_10k_cny": output * i,
                "output_ytd_last_year_10k_cny": 90.0 * i,
                "enterprises": 5,
                "scope": "above_scale",
                "vintage": pd.Timestamp("2022-12-20"),
            }
            for i, code in enumerate(counties, start=1)
        ]
    )
    tables = {"counties": city.counties_table(), "industry_month": month}
    source = {"path": "raw/x.csv", "table": "industry_month", "sha256": f"{output:064.0f}"}
    write_version(
        folder / "store", city, tables, [{**source, "rows": len(month), "vintage": "2022-12-20"}]
    )
    return folder
