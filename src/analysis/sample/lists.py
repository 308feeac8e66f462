"""The lists that every question may read: the register of enterprises, entries and exits."""

import numpy as np

from analysis.sample.raw_enterprises import events_file, register_file
from analysis.sample.world import Sample, World

STREAM = 3


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The register and the roster of events; nothing of them is left to draw."""
    firms, counties = world.firms, world.counties
    return Sample(
        [
            register_file(firms, counties, world.kinds, world.panel.employees),
            events_file(firms, counties),
        ]
    )
