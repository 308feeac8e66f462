"""How firm are the ranks of an index, had it been made otherwise?"""

from collections.abc import Sequence
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.composite import composite
from analysis.face.forecasts import whole_number
from analysis.face.frames import share
from analysis.face.indicators import (
    SCALES,
    Aggregation,
    Groups,
    Scale,
    index_tree,
    named_weights,
)


def composite_sensitivity(
    frame: pd.DataFrame,
    groups: Groups | None = None,
    *,
    draws: int = 200,
    spread: float = 0.25,
    normalise: Sequence[Scale] = ("minmax",),
    aggregate: Sequence[Aggregation] = ("arithmetic",),
    interval: float = 0.9,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """Make an index many times, with other weights and choices, and say where the ranks lie.

    Parameters
    ----------
    frame, groups, options
        As of `composite`: the index in question; `weights` are names → weights, or equal.
    draws
        How many indices are made.
    spread
        Each weight is multiplied by a factor drawn evenly from 1 − spread to 1 + spread.
    normalise, aggregate
        Choices of `composite` that draws take, each as likely; the first is the index itself.
    interval
        Share of the draws between `rank_low` and `rank_high`.
    seed
        Of the draws: the same one gives the same result.

    Returns
    -------
    DataFrame
        Labelled as `frame`: `score` and `rank` of the index itself, `rank_low` (best) and
        `rank_high` (worst) of the draws, `same_rank_pct`, how often the rank was kept.

    Raises
    ------
    DataError
        As `composite`; if `draws` is not at least 1, `spread` or `interval` not between 0 and 1,
        or weights are not by name.

    References
    ----------
    OECD and JRC (2008), *Handbook on Constructing Composite Indicators*, step 7; Saisana, M.,
    Saltelli, A. and Tarantola, S. (2005), *J. R. Statist. Soc.* A 168, 307-323.

    Examples
    --------
    >>> import pandas as pd
    >>> towns = pd.DataFrame({"tax": [1.0, 2.0, 3.0], "jobs": [1.0, 2.0, 3.0]}, list("abc"))
    >>> composite_sensitivity(towns, draws=20)[["rank_low", "rank_high"]].loc["c"].tolist()
    [1.0, 1.0]
    """
    from analysis.scoring.aggregation import METHODS

    whole_number("draws", draws)
    share("spread", spread)
    share("interval", interval)
    for name, choices, known in (
        ("normalise", normalise, SCALES),
        ("aggregate", aggregate, tuple(METHODS)),
    ):
        if isinstance(choices, str) or not len(choices):
            raise DataError(
                f"{name}应为列表，至少一项，可用：{', '.join(known)}",
                f"{name} is a list of at least one of: {', '.join(known)}",
            )
    for option in options:
        one_of("option", option, [*signature(composite).parameters])
    weights = named_weights(options.pop("weights", "equal"))
    if isinstance(weights, str) and weights != "equal":
        raise DataError(
            "敏感性分析的权重须按名称给出，可取自indicator_weights",
            "weights are given by name here, as indicator_weights returns them",
        )
    top = index_tree(frame, groups, weights, options.get("per"))
    names = sorted((name for node in top.groups() for name in node.names), key=str)
    given = dict.fromkeys(names, 1.0) if isinstance(weights, str) else dict(weights)
    rng = np.random.default_rng(seed)

    def made(normal: Scale, method: Aggregation, by: dict[str, float]) -> pd.DataFrame:
        return composite(
            frame,
            groups or list(top.names),
            weights=by,
            normalise=normal,
            aggregate=method,
            **options,
        )

    whole = made(normalise[0], aggregate[0], given)
    ranks = []
    for _ in range(draws):
        factors = dict(zip(names, rng.uniform(1 - spread, 1 + spread, len(names)), strict=True))
        drawn = {name: weight * factors[name] for name, weight in given.items()}
        scale = normalise[int(rng.integers(len(normalise)))]
        method = aggregate[int(rng.integers(len(aggregate)))]
        ranks.append(made(scale, method, drawn)["rank"])
    table = pd.concat(ranks, axis=1)
    same = table.eq(whole["rank"], axis=0).mean(axis=1)
    return whole[["score", "rank"]].assign(
        rank_low=table.quantile((1 - interval) / 2, axis=1, interpolation="lower"),
        rank_high=table.quantile((1 + interval) / 2, axis=1, interpolation="higher"),
        same_rank_pct=(100 * same).where(whole["rank"].notna()),
    )
