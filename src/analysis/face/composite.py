"""One index from many indicators."""

from collections.abc import Collection, Mapping
from typing import Literal

import pandas as pd

from analysis.choices import one_of
from analysis.face.frames import numbers
from analysis.face.indicators import (
    Aggregation,
    Groups,
    Scale,
    Weighting,
    index_tree,
    logged,
    named_weights,
    normalised,
    prepared,
    refuse_unknown,
    refuse_unnamed,
)


def composite(
    frame: pd.DataFrame,
    groups: Groups | None = None,
    *,
    weights: Weighting | Mapping | pd.Series = "equal",
    aggregate: Aggregation | Mapping[str, Aggregation] = "arithmetic",
    normalise: Scale = "minmax",
    less_is_better: str | Collection[str] = (),
    goalposts: Mapping[str, tuple[float, float]] | None = None,
    clip: bool = True,
    span: tuple[float, float] = (0, 1),
    per: Mapping[str, str] | None = None,
    logs: str | Collection[str] = (),
    winsorise: bool = False,
    impute: Literal["mean", "median"] | None = None,
    least_known: float = 0.0,
    gaps: Literal["missing", "reweight"] = "missing",
) -> pd.DataFrame:
    """Composite indicator (综合指数): prepare, normalise, weight and aggregate, in this order.

    Parameters
    ----------
    frame
        Units × indicators. Other columns are not looked at if `groups` or `weights` name the
        indicators; else every column is one, but divisors.
    groups
        The indicators, or group → its indicators or groups, to any depth. One index of all by
        default.
    weights
        "equal", "standard_deviation", "entropy", "critic", "merec" or "pca" (from the scores of
        each group's members), or name → weight, of indicators and groups; those of one group are
        divided by their sum, a group none of which is named is weighted equally.
    aggregate
        "arithmetic", "geometric", "topsis" or "vikor" (1 − Q: more is better), or group → one of
        them; the top is "score".
    normalise
        "minmax", "zscore", "rank" or "best" (share of the best).
    less_is_better
        The indicator, or indicators, of which less is better.
    goalposts
        Indicator → (low, high), in the indicator's unit, in place of its own smallest and largest
        value; only with "minmax".
    clip
        Whether a score beyond its goalposts is theirs.
    span
        What the worst and the best score of "minmax", "rank" and "best" are, as (1, 100).
    per
        Indicator → the column that it is divided by (population, land).
    logs
        Indicators (and their goalposts) taken as logs; a value of 0 or less has none.
    winsorise
        Whether far values are pulled in, up to five, while |skewness| > 2 and kurtosis > 3.5.
    impute
        Fill gaps with the "mean" or "median" of the indicator.
    least_known
        Share of the indicators, 0 to 1, that a unit must know, before gaps are filled; others have
        no score.
    gaps
        "missing": a unit with a gap has no score; "reweight": the others take over its weight.

    Returns
    -------
    DataFrame
        Labelled as `frame`: `score`, `rank` (1 the best, ties share the better one), and the score
        of each group under its name.

    Raises
    ------
    DataError
        If columns are missing or hold no numbers; a name stands twice or is unknown; weights are
        not given for all of a group, negative or all 0; the ends of `goalposts` or `span` are not
        (low, high); a method cannot take such scores.

    References
    ----------
    OECD and JRC (2008), *Handbook on Constructing Composite Indicators*; formulas and sources of
    the methods: `analysis.scoring.composite`, `.indicator_weights`, `.aggregation`.

    Examples
    --------
    >>> import pandas as pd
    >>> towns = pd.DataFrame({"tax": [12.0, 30.0, 21.0], "energy": [2.0, 1.0, 3.0]}, list("abc"))
    >>> composite(towns, less_is_better=["energy"])["score"].tolist()
    [0.25, 1.0, 0.25]
    >>> weights = {"energy": 1, "tax": 3}
    >>> composite(towns, weights=weights, less_is_better=["energy"])["rank"].tolist()
    [3.0, 1.0, 2.0]
    """
    from analysis.scoring.nesting import WHOLE, aggregated, weights_of

    refuse_unnamed("goalposts", goalposts)
    by = named_weights(weights)
    top = index_tree(frame, groups, by, per)
    refuse_unknown(top, by, aggregate)
    one_of("gaps", gaps, ("missing", "reweight"))
    table = prepared(frame, top.indicators(), per, logs, winsorise, impute, least_known)
    posts = {name: logged(name, ends, logs) for name, ends in (goalposts or {}).items()}
    scores = normalised(table, normalise, less_is_better, posts, clip, span)
    shares: dict[str, pd.Series] = {}
    for node in top.groups():
        shares[node.name] = weights_of(node, scores, by)
        scores[node.name] = aggregated(node, scores, shares, aggregate, gaps)
    found = scores[[node.name for node in top.groups()]].reindex(frame.index)
    # Sums of floats in another order differ by a hair where scores are the same.
    found.insert(0, "rank", found[WHOLE].round(9).rank(ascending=False, method="min"))
    found.insert(0, WHOLE, found.pop(WHOLE))
    return found


def indicator_weights(
    frame: pd.DataFrame,
    method: Weighting = "entropy",
    *,
    normalise: Scale = "minmax",
    less_is_better: str | Collection[str] = (),
    span: tuple[float, float] = (0, 1),
) -> pd.Series:
    """Weights that the data give (客观赋权), of units without gaps.

    Parameters
    ----------
    frame
        Units × indicators.
    method
        "equal", "standard_deviation", "entropy", "critic", "merec" or "pca".
    normalise, less_is_better, span
        As of `composite`: the weights are of the scores.

    Returns
    -------
    Series
        By indicator; they add up to 1. Where nothing tells units apart they are equal.

    Raises
    ------
    DataError
        If a column holds no numbers, there are not two units without gaps, or scores are too small
        for the method ("merec" wants them above 0).

    References
    ----------
    Formulas and sources: `analysis.scoring.indicator_weights`.

    Examples
    --------
    >>> import pandas as pd
    >>> towns = pd.DataFrame({"tax": [1.0, 2.0, 3.0], "same": [5.0, 5.0, 5.0]})
    >>> indicator_weights(towns, "entropy").tolist()
    [1.0, 0.0]
    """
    from analysis.scoring.indicator_weights import METHODS
    from analysis.scoring.nesting import weights_of

    one_of("method", method, list(METHODS))
    top = index_tree(frame, None)
    scores = normalised(numbers(frame), normalise, less_is_better, {}, True, span)
    return weights_of(top, scores, method)
