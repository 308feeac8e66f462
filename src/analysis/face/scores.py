"""Points by a scheme of the yearly evaluation, or by weights of one's own."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.composite import composite
from analysis.face.frames import numbers, require
from analysis.face.indicators import logged, named_weights, normalised

if TYPE_CHECKING:
    from analysis.scoring import Scheme

IDENTITY = ("uscc", "year", "county_code", "industry_code", "evaluation_group")
MAY_LACK = ("land_mu", "commissioned_on", "exempt_reason")


def score(
    frame: pd.DataFrame,
    scheme: "Scheme | str | Path | None" = None,
    *,
    weights: Mapping[str, float] | pd.Series | None = None,
    less_is_better: str | Collection[str] = (),
    goalposts: Mapping[str, tuple[float, float]] | None = None,
    gaps: Literal["missing", "reweight"] = "missing",
    adjustments: pd.DataFrame | None = None,
    last_year: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Score units by a scheme (评价方案), or by weights: points for the place from worst to best.

    Parameters
    ----------
    frame
        With a scheme: a table `evaluation` of one year, one row an enterprise, with the columns
        that the scheme names; `land_mu`, `commissioned_on` and `exempt_reason` may be left out.
        With weights: units × indicators; other columns are not looked at.
    scheme
        A scheme of `analysis.scoring`, a YAML file, or the name of a shipped one (data/reference/
        schemes): "huangyan_2022".
    weights
        Indicator → points that its best value gives, by name, in any order.
    less_is_better, goalposts, gaps
        With weights, as of `composite`: of which less is better; indicator → (worst and best), in
        order (low, high), in place of the frame's own; "reweight": others take over a gap's weight.
    adjustments, last_year
        With a scheme: table `evaluation_adjustments` of the year (加减分、否决); last year's
        `evaluation`, where benchmarks are taken from it.

    Returns
    -------
    DataFrame
        Labelled as `frame`. With a scheme the columns of `analysis.scoring.Evaluation.enterprises`:
        value, benchmark and points of each item, sum, score, class at every step. With weights
        `score` (0 to the sum of the weights), `rank` (1 the best) and `<indicator>_score`.

    Raises
    ------
    DataError
        If neither or both of scheme and weights are given, columns are missing (all are named) or
        hold no numbers, or as `analysis.scoring.load_scheme`.

    References
    ----------
    `data/reference/schemes/README.md`: the texts of the schemes; `analysis.scoring.composite`.

    Examples
    --------
    >>> import pandas as pd
    >>> firms = pd.DataFrame({"tax": [12.0, 30.0, 21.0], "energy": [2.0, 1.0, 3.0]}, list("abc"))
    >>> score(firms, weights={"energy": 40, "tax": 60}, less_is_better=["energy"])["score"].tolist()
    [20.0, 100.0, 30.0]
    """
    if (scheme is None) == (weights is None):
        raise DataError(
            "请给出scheme（方案）或weights（权重）之一", "give a scheme or weights, one of them"
        )
    if isinstance(scheme, Mapping | pd.Series):
        raise DataError("权重请写weights=…", "weights are given as weights=…")
    if scheme is not None:
        return _by_scheme(frame, scheme, adjustments, last_year)
    points = pd.Series(named_weights({} if weights is None else weights), dtype="float64")
    found = composite(
        frame,
        weights=points,
        less_is_better=less_is_better,
        goalposts=goalposts,
        gaps=gaps,
    )
    table = numbers(frame[list(points.index)])
    posts = {name: logged(name, ends, ()) for name, ends in (goalposts or {}).items()}
    items = normalised(table, "minmax", less_is_better, posts, True, (0, 1)) * points
    return found.assign(score=found["score"] * points.sum()).join(items.add_suffix("_score"))


def _by_scheme(
    frame: pd.DataFrame,
    scheme: "Scheme | str | Path",
    adjustments: pd.DataFrame | None,
    last_year: pd.DataFrame | None,
) -> pd.DataFrame:
    from analysis.scoring import Scheme, evaluate, load_scheme
    from analysis.tables.rules import REFERENCE

    if isinstance(scheme, str | Path):
        shipped = {file.stem: file for file in sorted((REFERENCE / "schemes").glob("*.yaml"))}
        if str(scheme) not in shipped and not Path(scheme).is_file():
            one_of("scheme", str(scheme), list(shipped))
        scheme = load_scheme(shipped.get(str(scheme), scheme))
    if not isinstance(scheme, Scheme):
        raise DataError(
            f"scheme应为方案的名称、YAML文件或Scheme，得到{scheme!r}",
            f"a scheme is a name, a YAML file or a Scheme, not {scheme!r}",
        )
    used = {
        column
        for group in scheme.groups
        for indicator in group.indicators
        for column in (*indicator.numerator, *indicator.denominator)
    }
    asked = dict.fromkeys([*IDENTITY, *sorted(used), *sorted(scheme.keys())])
    tables = [frame] if last_year is None else [frame, last_year]
    for table in tables:
        require(table, *asked)
    whole = [t.assign(**{c: pd.NA for c in MAY_LACK if c not in t}) for t in tables]
    return evaluate(whole[0], scheme, adjustments, *whole[1:]).enterprises
