"""Which conditions of a standard does an enterprise meet, and how far is it from the others?

What is not known is an interval: a measure anywhere, an item of points between none and all. A
condition is passed if it is passed wherever in the interval, failed if it is failed wherever,
unknown else; all demands of a way must be passed, and one way of a condition.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.scoring.cultivation_rules import Band, Demand, Item, Scale, Score, Standard, Way

STATUSES = ("failed", "unknown", "passed")
FAILED, UNKNOWN, PASSED = range(3)
DECIMALS = 9
"""Numbers are compared after rounding: 14.999999999 % that was typed as 15 % is 15 %."""


@dataclass(frozen=True)
class Interval:
    """The lowest and highest a number can be, enterprise by enterprise."""

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, values: pd.Series) -> "Interval":
        """Of values, anywhere where they are missing."""
        numbers = values.to_numpy(dtype=float).round(DECIMALS)
        unknown = np.isnan(numbers)
        return cls(np.where(unknown, -np.inf, numbers), np.where(unknown, np.inf, numbers))


def screen(measures: pd.DataFrame, standard: Standard) -> pd.DataFrame:
    """Hold enterprises against a standard.

    Parameters
    ----------
    measures
        One row an enterprise, a column a measure, missing where it is not known.
    standard
        Its conditions and points.

    Returns
    -------
    One row an enterprise and condition, in order: `position` of the enterprise's row, `condition`,
    `measure`, `value` (missing if unknown; of points those that are certain), `required`, `at_most`
    (whether it is an upper limit), `short` (how much is missing, 0 if passed) and `status`. Of
    several ways it is the one that is passed or else nearest, and of it the demand that is farthest
    from being met, by `short` over `required`.

    Raises
    ------
    DataError
        If the standard speaks of a measure that is not there.
    """
    if absent := sorted(standard.measures - set(measures)):
        raise DataError(
            f"{standard.name}：没有指标{'、'.join(absent)}",
            f"{standard.name}: no measures {', '.join(absent)}",
        )
    known = {name: Interval.of(measures[name]) for name in measures}
    if standard.score:
        known |= points(known, standard.score)
    found = [
        _condition(known, condition.any_of, len(measures)).assign(condition=condition.name)
        for condition in standard.every_condition
    ]
    return pd.concat(found, ignore_index=True).sort_values(
        "position", kind="stable", ignore_index=True
    )


def points(known: Mapping[str, Interval], score: Score) -> dict[str, Interval]:
    """Return the points as measures: `points`, and `points_<part>` of each part."""
    items = [(item.part, _item(known, item)) for item in score.items]

    def together(part: str | None) -> Interval:
        of_part = [points for name, points in items if part in (None, name)]
        return Interval(sum(p.low for p in of_part), sum(p.high for p in of_part))  # type: ignore[arg-type]

    return {"points": together(None)} | {f"points_{part}": together(part) for part in score.parts}


def _item(known: Mapping[str, Interval], item: Item) -> Interval:
    scaled = [_scaled(known[scale.measure], scale) for scale in item.best_of]
    return Interval(
        np.maximum.reduce([each.low for each in scaled]),
        np.maximum.reduce([each.high for each in scaled]),
    )


def _scaled(value: Interval, scale: Scale) -> Interval:
    if scale.given_up_to is not None:
        low, high = (np.clip(end, 0, scale.given_up_to) for end in (value.low, value.high))
        return Interval(low, high)
    if scale.at_most:
        return Interval(*(_best(-end, scale.at_most, -1) for end in (value.high, value.low)))
    return Interval(*(_best(end, scale.at_least, 1) for end in (value.low, value.high)))


def _best(values: np.ndarray, edges: Mapping[float, float], sign: int) -> np.ndarray:
    reached = [np.where(values >= sign * edge, points, 0.0) for edge, points in edges.items()]
    return np.maximum.reduce(reached)


def _condition(known: Mapping[str, Interval], ways: tuple[Way, ...], n: int) -> pd.DataFrame:
    """The deciding demand of each enterprise among those of all ways."""
    tried = [_way(known, way) for way in ways]
    chosen = np.argmax([nearness for nearness, _ in tried], axis=0)
    picked = [rows.assign(position=range(n))[chosen == k] for k, (_, rows) in enumerate(tried)]
    return pd.concat(picked).sort_values("position")


def _way(known: Mapping[str, Interval], way: Way) -> tuple[np.ndarray, pd.DataFrame]:
    """How near a way is (more is nearer), and its demand that is farthest from being met."""
    demands = [_demand(known[demand.measure], demand) for demand in way.demands]
    status = np.array([each["status"] for each in demands])
    far = np.array([_far(each["short"], each["required"]) for each in demands])
    worst = np.argmax(2 - status + far, axis=0)
    within = _within(known[way.band.measure], way.band) if way.band else PASSED
    rows = pd.concat([each[worst == k] for k, each in enumerate(demands)]).sort_index()
    rows["status"] = np.minimum(rows["status"], within)
    distance = np.where(np.equal(within, FAILED), 0.5, far.max(axis=0))
    names = [way.demands[k].measure for k in worst]
    upper = [way.demands[k].at_most is not None for k in worst]
    return rows["status"] - distance, rows.assign(measure=names, at_most=upper)


def _demand(value: Interval, demand: Demand) -> pd.DataFrame:
    upper = demand.at_least is None
    required = float(demand.at_most if upper else demand.at_least)  # type: ignore[arg-type]
    low, high = (-value.high, -value.low) if upper else (value.low, value.high)
    limit = -required if upper else required
    status = np.select([low >= limit, high < limit], [PASSED, FAILED], UNKNOWN)
    certain = np.where(np.isfinite(low), low, np.nan)
    short = np.where(status == PASSED, 0.0, limit - certain)
    return pd.DataFrame(
        {
            "value": -certain if upper else certain,
            "required": required,
            "short": short,
            "status": status,
        }
    )


def _far(short: pd.Series, required: pd.Series) -> np.ndarray:
    """What is missing as a part of what is required, squeezed below a half; unknown is a half."""
    share = (short / required.abs().where(required.ne(0), 1.0)).to_numpy(dtype=float)
    return np.where(np.isnan(share), 0.5, 0.5 * share / (1 + share))


def _within(value: Interval, band: Band) -> np.ndarray:
    least = -np.inf if band.at_least is None else band.at_least
    below = np.inf if band.below is None else band.below
    outside = (value.high < least) | (value.low >= below)
    # Infinite ends are of unknown measures, and of bands without an end.
    inside = (value.low >= least) & ((value.high < below) | (below == np.inf))
    return np.select([inside & ~outside, outside], [PASSED, FAILED], UNKNOWN)
