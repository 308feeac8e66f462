"""A small city that has its own folder of cities, as an analyst's working directory."""

import pytest

from analysis.intake import ingest
from analysis.sample import write_city


@pytest.fixture(scope="session")
def cities(tmp_path_factory):
    """A folder with `data/demo-city`: four counties, each with forty enterprises, ingested."""
    folder = tmp_path_factory.mktemp("analyst")
    write_city(folder / "data" / "demo-city", counties=4, enterprises_per_county=40, seed=4)
    assert not ingest(folder / "data" / "demo-city").errors
    return folder
