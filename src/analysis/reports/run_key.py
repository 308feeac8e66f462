"""The key of a run: the hash of everything its result depends on."""

import functools
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
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


def run_key(
    notebook: str, parameters: Mapping[str, object], inputs: str, modules: Sequence[str] = ()
) -> str:
    """Return the key of a run, 32 hex digits.

    Parameters
    ----------
    notebook
        Digest of the notebook's cells.
    parameters
        All that is passed to it.
    inputs
        Version of the tables it reads, and of the rules they were made by.
    modules
        What its cells import: their code and all that this imports counts, with what makes pages.
    """
    made_of = [notebook, dict(parameters), inputs, _program(tuple(modules))]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:32]


def without(key: str, questions: Collection[str]) -> str:
    """Return the key of a page made without questions that broke, itself without any.

    It is not the plan's, so that the next batch makes the page again.
    """
    if not questions:
        return key
    return hashlib.sha256(" ".join([key, *sorted(questions)]).encode()).hexdigest()[:32]


@functools.cache
def _program(modules: tuple[str, ...]) -> str:
    """Return the hash of the code that makes a page and the versions of what it works with."""
    from analysis.results.closure import code_hash, source_files

    read = sorted({file.parent for file in source_files(modules)})
    texts = [text for place in read for text in sorted(place.glob("*.yaml"))]
    code = [
        fingerprint.of_code("display", "reports"),
        code_hash(modules),
        *map(fingerprint.of_file, texts),
    ]
    versions = [f"{name}=={metadata.version(name)}" for name in _LIBRARIES]
    return hashlib.sha256(" ".join([*code, *versions]).encode()).hexdigest()
