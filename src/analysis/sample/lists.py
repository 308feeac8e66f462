"""The lists that every question may read: the register of enterprises, entries and exits."""

import numpy as np

from analysis.sample.raw_enterprises import events_file, register_file
from analysis.sample.world import Sample, World

STREAM = 3


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The register and the roster of events; nothing of them is left to draw."""
    return Sample([register_file(world), events_file(world.firms, world.counties)])
