"""A city small enough to read, written as a store."""

from pathlib import Path

from analysis.tables.city import City
from analysis.tables.version import write_version

COUNTIES = ("990101", "990102", "990103")


def make_city(folder: Path, counties: tuple[str, ...] = COUNTIES, edition: int = 1) -> Path:
    """Write the store of an invented city, so poor that no question can be asked of it."""
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
                {
                    "code": code,
                    "name": {"zh": f"第{i}县", "en": f"County {i}"},
                    "kind": "county",
                    "group": f"edition {edition}",
                }
                for i, code in enumerate(counties, start=1)
            ],
            "feeds": [],
        }
    )
    tables = {"counties": city.counties_table()}
    source = {"path": "raw/x.csv", "table": "counties", "vintage": "2022-12-20"}
    source |= {"sha256": f"{edition:064}", "rows": str(len(counties))}
    write_version(folder / "store", city, tables, [source])
    return folder
