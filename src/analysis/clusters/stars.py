"""Stars: in which dimensions does a cluster stand out, and how firm is its place?

As the European Cluster Observatory did, a cluster earns a star in each dimension where it passes
a published threshold. Thresholds are fixed numbers, quantiles of the clusters compared, or a
band, and all stand in a dated YAML file. The rank is that of the mean score over the dimensions,
and is computed again with each dimension left out: a place that hangs on one choice of
indicators shows as a wide range.
"""

from typing import Annotated, Literal

import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from analysis.clusters.cells import Array
from analysis.tables.name import Name
from analysis.tables.rules import DatedRule, Rule


class Quantile(Rule):
    """A star for the best: at or above this quantile of the clusters compared."""

    kind: Literal["quantile"]
    at: float = Field(gt=0, lt=1)


class Fixed(Rule):
    """A star at or above a fixed number."""

    kind: Literal["fixed"]
    at: float


class Band(Rule):
    """A star inside a band: a leader there must be, but not one on which all hangs."""

    kind: Literal["band"]
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> "Band":
        if self.low >= self.high:
            raise ValueError("low must be below high")
        return self


class Dimension(Rule):
    """One dimension: which column is judged, by which rule."""

    name: str
    title: Name
    indicator: str
    rule: Annotated[Quantile | Fixed | Band, Field(discriminator="kind")]


class StarScheme(DatedRule):
    """All dimensions of a scheme."""

    dimensions: list[Dimension] = Field(min_length=2)


def thresholds(indicators: pd.DataFrame, dimension: Dimension) -> tuple[float, float]:
    """Low and high end of where the star is given; the high end may be infinite."""
    rule = dimension.rule
    if isinstance(rule, Band):
        return rule.low, rule.high
    if isinstance(rule, Fixed):
        return rule.at, np.inf
    return float(indicators[dimension.indicator].quantile(rule.at)), np.inf


def stars(indicators: pd.DataFrame, scheme: StarScheme) -> pd.DataFrame:
    """Judge every dimension of every cluster.

    Parameters
    ----------
    indicators
        `cluster_id` and one column per indicator; a dimension without its column, or where
        nobody has a value, is left out.

    Returns
    -------
    One row per cluster and dimension: `cluster_id`, `dimension` (with `dimension_zh`,
    `dimension_en`), `value`, `threshold_low`,
    `threshold_high` (missing if open), `star` (1, 0, or missing without a value) and `score` in
    [0, 1]: the share of clusters not above it, or, in a band, 1 inside and falling to 0 at half
    a band's width outside.
    """
    parts = []
    for d in scheme.dimensions:
        if d.indicator not in indicators or indicators[d.indicator].isna().all():
            continue
        value = indicators[d.indicator].astype(float)
        low, high = thresholds(indicators, d)
        inside = (value >= low) & (value <= high)
        if np.isfinite(high):
            outside = pd.concat([low - value, value - high], axis=1).max(axis=1).clip(lower=0)
            score = (1 - outside / ((high - low) / 2)).clip(lower=0)
        else:
            score = value.rank(method="max", pct=True)
        parts.append(
            indicators[["cluster_id"]].assign(
                dimension=d.name,
                dimension_zh=d.title.zh,
                dimension_en=d.title.en,
                value=value,
                threshold_low=low,
                threshold_high=high if np.isfinite(high) else np.nan,
                star=inside.astype(float).where(value.notna()),
                score=score.where(value.notna()),
            )
        )
    return pd.concat(parts, ignore_index=True)


def star_totals(judged: pd.DataFrame) -> pd.DataFrame:
    """Stars and the firmness of the rank, one row per cluster.

    Returns `cluster_id`, `stars`, `dimensions` (with a value), `score` (their mean), `star_rank`
    (1 is best, of the clusters with a value in at least half the dimensions) and `rank_best` and
    `rank_worst`, the range of the rank when any one dimension is left out.
    """
    scores = judged.pivot_table(
        index="cluster_id", columns="dimension", values="score", dropna=False
    )
    by_cluster = judged.groupby("cluster_id").agg(
        stars=("star", "sum"), dimensions=("star", "count"), score=("score", "mean")
    )
    enough = (by_cluster["dimensions"] >= scores.shape[1] / 2).reindex(scores.index).to_numpy()
    x = np.where(enough[:, None], scores.to_numpy(), np.nan)
    places = [_places(np.delete(x, k, axis=1)) for k in range(x.shape[1])]
    ranks = pd.DataFrame(
        {
            "star_rank": _places(x),
            "rank_best": np.min(places, axis=0),
            "rank_worst": np.max(places, axis=0),
        },
        index=scores.index,
    )
    return by_cluster.join(ranks).reset_index()


def _places(scores: Array) -> Array:
    """Rank of the row means, missing values left out; 1 is the highest."""
    mean = pd.DataFrame(scores).mean(axis=1)
    return mean.rank(method="min", ascending=False).to_numpy()
