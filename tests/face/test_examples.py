"""Every public function has an example, and it runs."""

import doctest
import inspect

import pytest

import analysis
from analysis.face.answer import Answer
from analysis.face.city import City


def functions():
    """Name → every function that an analyst is shown."""
    for name in analysis.__all__:
        found = getattr(analysis, name)
        if inspect.ismodule(found):
            inner = ((f"{name}.{each}", getattr(found, each)) for each in found.__all__)
            yield from ((each, f) for each, f in inner if inspect.isfunction(f))
        elif inspect.isfunction(found):
            yield name, found


EVERY = dict(functions())


def test_none_is_left_out():
    assert len(EVERY) > 80
    without = [name for name, found in EVERY.items() if ">>>" not in (found.__doc__ or "")]
    assert not without, f"{len(without)} of {len(EVERY)} without an example: {without}"


@pytest.mark.parametrize("name", EVERY)
def test_its_example_runs(name):
    found = EVERY[name]
    told: list[str] = []
    for test in doctest.DocTestFinder(recurse=False).find(
        found, name, globs=dict(found.__globals__)
    ):
        doctest.DocTestRunner().run(test, out=told.append)
    assert not told, "".join(told)


@pytest.mark.parametrize("kind", [City, Answer])
def test_what_a_city_offers_is_described(kind):
    public = [name for name in vars(kind) if not name.startswith("_")]
    assert all(inspect.getdoc(getattr(kind, name)) for name in public if name != "name")


@pytest.mark.parametrize("name", EVERY)
def test_it_says_what_it_takes_and_every_argument_is_typed(name):
    found = EVERY[name]
    signature = inspect.signature(found)
    untyped = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
    assert not untyped and signature.return_annotation is not signature.empty
