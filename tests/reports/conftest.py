import os
from pathlib import Path

import pytest

from analysis.reports.process import use_one_thread
from tests.reports.cities import make_city

NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture(scope="session", autouse=True)
def wishes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the behaving notebook finds what it shall do, a file a county."""
    folder = tmp_path_factory.mktemp("wishes")
    os.environ["WISHES"] = str(folder)
    use_one_thread()
    return folder


@pytest.fixture(autouse=True)
def no_wishes_left(wishes: Path) -> None:
    for wish in wishes.iterdir():
        wish.unlink()


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return make_city(tmp_path / "tiny")
