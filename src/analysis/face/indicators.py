"""Indicators as they are handed over: checked, prepared and brought to one scale."""

from collections.abc import Collection, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.frames import each, numbers, require, share
from analysis.plain import refuse_unplain

if TYPE_CHECKING:
    from analysis.scoring.nesting import Node

Scale = Literal["minmax", "zscore", "rank", "best"]
SCALES = ("minmax", "zscore", "rank", "best")
Weighting = Literal["equal", "standard_deviation", "entropy", "critic", "merec", "pca"]
Aggregation = Literal["arithmetic", "geometric", "topsis", "vikor"]
Groups = Mapping[str, Any] | Sequence[str]


def named_weights(weights: str | Mapping | pd.Series) -> str | dict[str, float]:
    """Return the name of a method, or name → weight; a list is refused, for it has no names."""
    if isinstance(weights, str):
        return weights
    if not isinstance(weights, Mapping | pd.Series):
        raise DataError(
            "权重须按名称给出：{名称: 权重}或Series",
            "weights go by name: {name: weight} or a Series",
        )
    given = pd.Series(weights)
    return numbers(given.to_frame("weights"))["weights"].to_dict()


def index_tree(
    frame: pd.DataFrame,
    groups: Groups | None,
    weights: str | Mapping[str, float] = "equal",
    per: Mapping[str, str] | None = None,
) -> "Node":
    """The tree of the index, every name of which stands once."""
    from analysis.scoring.nesting import WHOLE, tree

    refuse_unplain(frame)
    refuse_unnamed("per", per)
    if groups is None:
        if isinstance(weights, str):
            groups = [name for name in frame.columns if name not in {*(per or {}).values()}]
        else:
            groups = list(weights)
    refuse_unnested(groups)
    top = tree(groups)
    names = [name for node in top.groups() for name in node.names] + [WHOLE, "rank"]
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice or not top.indicators():
        listed = ", ".join(twice) or "–"
        raise DataError(
            f"指标或分组的名称须各不相同且至少有一个指标；重复：{listed}",
            f"names stand once each, and there is an indicator at least; twice: {listed}",
        )
    return top


def refuse_unnamed(what: str, given: object) -> None:
    """Raise a DataError unless it is None or goes by name."""
    if given is not None and not isinstance(given, Mapping):
        raise DataError(
            f"{what}须按指标给出：{{指标: …}}，得到{given!r}",
            f"{what} goes by indicator: {{indicator: …}}, not {given!r}",
        )


def refuse_unnested(groups: object) -> None:
    """Raise a DataError unless it is names, or group → names or groups, to any depth."""
    if isinstance(groups, Mapping):
        for members in groups.values():
            refuse_unnested(members)
    elif not isinstance(groups, str | Sequence):
        raise DataError(
            f"groups应为指标的列表，或{{分组: 指标}}，得到{groups!r}",
            f"groups are a list of indicators, or {{group: indicators}}, not {groups!r}",
        )


def refuse_unknown(
    top: "Node", weights: str | Mapping[str, float], aggregate: str | Mapping[str, str]
) -> None:
    """Raise a DataError if weights or methods name what is not in the tree, or no method."""
    from analysis.scoring.aggregation import METHODS as AGGREGATIONS
    from analysis.scoring.indicator_weights import METHODS

    groups = [node.name for node in top.groups()]
    members = [name for node in top.groups() for name in node.names]
    if isinstance(weights, str):
        one_of("weights", weights, list(METHODS))
    else:
        for name in weights:
            one_of("weights", name, members)
    for group, method in aggregate.items() if isinstance(aggregate, Mapping) else ():
        one_of("aggregate", group, groups)
        one_of("aggregate", method, list(AGGREGATIONS))
    if not isinstance(aggregate, Mapping):
        one_of("aggregate", aggregate, list(AGGREGATIONS))


def prepared(
    frame: pd.DataFrame,
    indicators: list[str],
    per: Mapping[str, str] | None,
    logs: str | Collection[str],
    winsorise: bool,
    impute: Literal["mean", "median"] | None,
    least_known: float,
) -> pd.DataFrame:
    """The indicators, ready to be compared; units that know too little are left out."""
    from analysis.scoring import preparation

    per, logs = per or {}, each(logs)
    share("least_known", least_known)
    for given, what in ((per, "per"), (logs, "logs")):
        for name in given:
            one_of(what, name, indicators)
    require(frame, *indicators, *per.values())
    wanted = list(dict.fromkeys([*indicators, *per.values()]))
    table = preparation.denominated(numbers(frame[wanted]), per)[indicators]
    table = table.assign(**{name: np.log(table[name].where(table[name] > 0)) for name in logs})
    table = table[preparation.known_enough(table, least_known)]
    if winsorise:
        table = preparation.winsorised(table)
    if impute is not None:
        one_of("impute", impute, ("mean", "median"))
        table = preparation.imputed(table, impute)
    return table


def low_high(what: str, ends: Sequence[float]) -> tuple[float, float]:
    """Return the two ends of a scale as floats, or raise a DataError."""
    if (
        not (isinstance(ends, tuple | list) and len(ends) == 2)
        or not all(isinstance(end, Real) and np.isfinite(float(end)) for end in ends)
        or not ends[0] < ends[1]
    ):
        raise DataError(f"{what}应为（低，高）：{ends}", f"{what}: (low, high), not {ends}")
    return float(ends[0]), float(ends[1])


def logged(
    name: str, ends: tuple[float, float], logs: str | Collection[str]
) -> tuple[float, float]:
    """Return the goalposts of an indicator on the scale it is compared on."""
    low, high = low_high(f"goalposts {name}", ends)
    if name not in each(logs):
        return low, high
    if low <= 0:
        raise DataError(
            f"goalposts {name}取对数，应大于0：{ends}",
            f"goalposts {name}: above 0 where logs are taken, not {ends}",
        )
    return float(np.log(low)), float(np.log(high))


def normalised(
    table: pd.DataFrame,
    normalise: Scale,
    less_is_better: str | Collection[str],
    goalposts: Mapping[str, tuple[float, float]],
    clip: bool,
    span: tuple[float, float],
) -> pd.DataFrame:
    """Scores of which more is better."""
    from analysis.scoring import composite as scales

    one_of("normalise", normalise, SCALES)
    less_is_better, (worst, best) = each(less_is_better), low_high("span", span)
    if goalposts and normalise != "minmax":
        raise DataError(
            f"goalposts只用于minmax，不用于{normalise}",
            f"goalposts go with minmax, not with {normalise}",
        )
    for given, what in ((less_is_better, "less_is_better"), (goalposts, "goalposts")):
        for name in given:
            one_of(what, name, list(table.columns))
    direction = np.where(table.columns.isin(less_is_better), -1, 1)
    if normalise == "zscore":
        return scales.zscore(table, direction)
    if normalise == "rank":
        scores = scales.rank(table, direction)
    elif normalise == "best":
        scores = scales.best(numbers(table, negative=False), direction)
    else:
        low, high = (
            np.array([goalposts.get(name, (np.nan, np.nan))[end] for name in table])
            for end in (0, 1)
        )
        scores = scales.minmax(table, direction, low, high)
        scores = scores.clip(0, 1) if clip else scores
    return worst + (best - worst) * scores
