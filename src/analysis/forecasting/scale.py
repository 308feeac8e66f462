"""On which scale are season and error additive?

Output that is always positive is forecast as the log of its value per calendar day: a season is a
percentage, a leap year is no growth. A series that touches zero (a plant that rests) or may be
negative has no log; it is forecast as a multiple of its own mean size.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

FLOOR = 0.01
"""A value at or near zero that a log series meets later counts as this share of its mean size."""


@dataclass(frozen=True)
class Scale:
    """How a series was turned into model values.

    Parameters
    ----------
    logs
        (series,) whether the model value is a log.
    size
        (series,) mean absolute value per day, the unit of the others.
    """

    logs: Array
    size: Array

    def to_model(self, values: Array, days: Array) -> Array:
        """Turn `values` (series, time), in the measure's unit, into model values."""
        per_day = values / days
        floor = np.broadcast_to(FLOOR * self.size[:, None], per_day.shape)
        positive = np.where(self.logs[:, None], np.fmax(per_day, floor), 1.0)
        logged = np.where(np.isnan(per_day), np.nan, np.log(positive))
        return np.where(self.logs[:, None], logged, per_day / self.size[:, None])

    def to_values(self, model: Array, days: Array) -> Array:
        """Turn model values back into the measure's unit."""
        with np.errstate(over="ignore"):
            back = np.exp(np.where(self.logs[:, None], model, 0.0))
        return np.where(self.logs[:, None], back, model * self.size[:, None]) * days


def scale_of(values: Array, days: Array) -> Scale:
    """Choose the scale of each row of `values` (series, time)."""
    per_day = np.abs(values / days)
    known = ~np.isnan(per_day)
    mean = np.where(known, per_day, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return Scale(
        logs=((values > 0) | np.isnan(values)).all(axis=1), size=np.where(mean > 0, mean, 1.0)
    )
