"""The parts that make up the sample: the city's own files, then each question's.

A part is a module with `sample(world, rng) -> Sample`. A question's is `sample.py` in its folder,
found by the folder; a question without one adds nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.sample import lists, reports
from analysis.sample.world import Sample, Sampler, World
from analysis.tables import registry


@dataclass(frozen=True)
class Part:
    """One part; `stream` is its place among those that draw from the city's own stream.

    A part without such a place draws from a generator that the seed and its name alone make, so
    that a new question changes no other file. The places are kept for the parts that shared one
    stream from the start, so that the same command still writes the same bytes: none is added.
    """

    name: str
    sampler: Sampler
    stream: int | None = None

    def __call__(self, world: World, city: np.random.Generator, seed: int, group: int) -> Sample:
        """Draw the part of a group of counties; `city` is the group's own stream."""
        if self.stream is not None:
            return self.sampler(world, city)
        own = np.random.SeedSequence(seed, spawn_key=(group, *self.name.encode()))
        return self.sampler(world, np.random.default_rng(own))


def parts() -> list[Part]:
    """Return every part: those of the city's own stream in their order, then the rest by name."""
    found = list(_found())
    shared = sorted((part for part in found if part.stream is not None), key=_place)
    return [*shared, *(part for part in found if part.stream is None)]


def together(groups: list[dict[str, Sample]]) -> dict[str, Sample]:
    """Return each part over all groups of counties: what was planted, targets and settings.

    A part may write for the first group alone.
    """
    whole = dict(groups[0])
    for name, sample in whole.items():
        of_groups = [group[name] for group in groups]
        rows = [(note.file, note.rows) for each in of_groups for note in each.planted]
        planted = [
            replace(note, rows=pd.concat([own for file, own in rows if file == note.file]))
            for note in sample.planted
        ]
        targets = dict.fromkeys(target for each in of_groups for target in each.targets)
        whole[name] = replace(sample, planted=planted, targets=list(targets))
    return whole


def _found() -> Iterator[Part]:
    yield Part("reports", reports.sample, reports.STREAM)
    yield Part("lists", lists.sample, lists.STREAM)
    for name in registry.questions():
        if own := registry.part(name, "sample"):
            yield Part(name, own.sample, getattr(own, "STREAM", None))


def _place(part: Part) -> int:
    return part.stream or 0
