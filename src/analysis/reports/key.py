"""The key of a run: the hash of everything its result depends on."""

import functools
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata, resources
from pathlib import Path

_LIBRARIES = (
    "great-tables",
    "ipykernel",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "seaborn",
    "statsmodels",
)


def run_key(notebook: str, parameters: Mapping[str, str], inputs: str) -> str:
    """Return the key of a run, 32 hex digits.

    Parameters
    ----------
    notebook
        Digest of the notebook's cells.
    parameters
        All that is passed to it.
    inputs
        Version of the tables it reads, and of the rules they were made by.
    """
    made_of = [notebook, dict(parameters), inputs, _program()]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:32]


def tree_digest(folder: Path) -> str:
    """Return the hash of the names and contents of all files under `folder`."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@functools.cache
def _program() -> str:
    """Return the hash of the package's source and the versions of what it computes with."""
    source = tree_digest(Path(str(resources.files("analysis"))))
    versions = [f"{name}=={metadata.version(name)}" for name in _LIBRARIES]
    return hashlib.sha256(" ".join([source, *versions]).encode()).hexdigest()
