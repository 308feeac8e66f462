"""Random county × industry levels, with empty cells and cells nobody reported."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

level = st.one_of(st.just(0.0), st.floats(0.01, 1e5))
reported_level = st.one_of(level, st.just(np.nan))
shapes = st.tuples(st.integers(1, 6), st.integers(1, 6))


@st.composite
def pairs(draw, elements=reported_level, shape=None):
    """Two arrays (county, industry) of the same shape: base and end."""
    size = draw(shapes) if shape is None else shape
    return (
        draw(hnp.arrays(float, size, elements=elements)),
        draw(hnp.arrays(float, size, elements=elements)),
    )
