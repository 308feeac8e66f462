"""What the fault tests share: a copy of the package that no edit disturbs, a tiny city."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.processes import copy_package
from tests.reports.cities import make_city
from tests.reports.conftest import city, no_wishes_left, wishes

__all__ = ["city", "no_wishes_left", "wishes"]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A city with the module's counties."""
    folder = tmp_path_factory.mktemp("city") / "tiny"
    return make_city(folder, counties=request.module.COUNTIES)


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Started with nohup and &, the tests ignore Ctrl-C, and so would the batches they send it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
