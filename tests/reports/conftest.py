import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.reports.process import use_one_thread
from tests.reports.cities import make_city

NOTEBOOKS = Path(__file__).parent / "notebooks"
# Where the behaving notebook finds what it shall do, a file a county; one folder for the whole
# session, since the environment of the fork server is that of its start.
WISHES = Path(tempfile.mkdtemp(prefix="wishes-"))
atexit.register(shutil.rmtree, WISHES, ignore_errors=True)
os.environ["WISHES"] = str(WISHES)
use_one_thread()


@pytest.fixture
def wishes() -> Path:
    return WISHES


@pytest.fixture(autouse=True)
def no_wishes_left() -> Iterator[None]:
    """Grant each wish once: a fixture of the next module is made before its first test."""
    yield
    for wish in WISHES.iterdir():
        wish.unlink()


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return make_city(tmp_path / "tiny")
