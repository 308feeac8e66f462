"""The front page has no rows of its own: the demo city says when it is told."""

import numpy as np

from analysis.sample.world import Sample, World


def sample(world: World, rng: np.random.Generator) -> Sample:
    """When the next month is told."""
    return Sample([], settings={"released_on": 18})
