"""A city small enough to read, written as a store."""

from pathlib import Path

from analysis.tables.city import City
from analysis.tables.version import write_version
from tests.releases import city_of

COUNTIES = ("990101", "990102", "990103")


def make_city(folder: Path, counties: tuple[str, ...] = COUNTIES, edition: int = 1) -> Path:
    """Write the store of an invented city, so poor that no question can be asked of it."""
    named = {code: (f"第{i}县", f"County {i}") for i, code in enumerate(counties, start=1)}
    facts = city_of(named, name={"zh": "试验市", "en": "Testing City"}, synthetic=True)
    for county in facts["counties"]:
        county["group"] = f"edition {edition}"
    city = City.model_validate(facts)
    tables = {"counties": city.counties_table()}
    source = {"path": "raw/x.csv", "table": "counties", "vintage": "2022-12-20"}
    source |= {"sha256": f"{edition:064}", "rows": str(len(counties))}
    write_version(folder / "store", city, tables, [source])
    return folder
