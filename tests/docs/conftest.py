import shutil

import pytest

from tests.docs.snippets import make_project


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    return make_project(tmp_path_factory.mktemp("repository"))


@pytest.fixture
def project(repository, tmp_path, monkeypatch):
    """A folder like the repository, of one test's own, in which it works."""
    own = tmp_path / "project"
    shutil.copytree(repository, own)
    monkeypatch.chdir(own)
    return own
