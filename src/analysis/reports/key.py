"""The key of a run: the hash of everything its result depends on."""

import functools
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata

from analysis import fingerprint

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


def run_key(notebook: str, parameters: Mapping[str, object], inputs: str) -> str:
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


@functools.cache
def _program() -> str:
    """Return the hash of the package's source and the versions of what it computes with."""
    versions = [f"{name}=={metadata.version(name)}" for name in _LIBRARIES]
    return hashlib.sha256(" ".join([fingerprint.of_code(), *versions]).encode()).hexdigest()
