"""Who grew, who made it grow, and who catches up?"""

from collections.abc import Iterable
from numbers import Real
from typing import Literal

import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.frames import apart, each, numbers, require
from analysis.rates import CONTRIBUTION_MIN_GROWTH_PCT, comparable_growth, contributions

GROWTH = ("growth_pct", "rows_used", "rows_left_out", "coverage_pct", "reported")
PULL = ("change", "growth_pct", "pull_pp", "contribution_pct")


def growth(
    rows: pd.DataFrame, current: str, base: str, by: str | Iterable[str] = ()
) -> pd.DataFrame:
    """Comparable growth (可比增速): the ratio of sums over rows that report both years.

    Parameters
    ----------
    rows
        One row a reporting unit; other columns are not looked at.
    current, base
        Columns of this year and of the same period of last year (同期), of one unit.
    by
        Column, or columns, of the groups; none gives one row for everything.

    Returns
    -------
    DataFrame
        One row a group: `by`, the two sums, `growth_pct` (percent, missing where the base is not
        positive), `rows_used`, `rows_left_out` (one of the two is missing), `coverage_pct`.

    Raises
    ------
    DataError
        If columns are missing, no numbers or infinite, asked for twice, or named as those of the
        result.

    References
    ----------
    National Bureau of Statistics, 统计知识问答; see `analysis.rates`.

    Examples
    --------
    >>> import pandas as pd
    >>> firms = pd.DataFrame({"now": [110.0, 30.0, 5.0], "before": [100.0, 10.0, None]})
    >>> growth(firms, "now", "before")["growth_pct"].round(2).item()
    27.27
    """
    by = each(by)
    return comparable_growth(_read(rows, current, base, by, GROWTH), current, base, by)


def pull(
    parts: pd.DataFrame,
    current: str,
    base: str,
    by: str | Iterable[str] = (),
    *,
    min_growth_pct: float = CONTRIBUTION_MIN_GROWTH_PCT,
) -> pd.DataFrame:
    """What each part of a whole pulled (拉动), in percentage points, and its contribution (贡献率).

    Parameters
    ----------
    parts
        One row a part of the whole, or of each whole `by`.
    current, base
        Columns of this year and of the same period of last year, of one unit.
    by
        Column, or columns, of the wholes; none: the rows are the parts of one.
    min_growth_pct
        Where the whole grew by less, no contribution is given: it would say nothing.

    Returns
    -------
    DataFrame
        `parts` with `change`, `growth_pct`, `pull_pp` (they add up to the whole's growth) and
        `contribution_pct` (to 100).

    Raises
    ------
    DataError
        If columns are missing, no numbers or infinite, asked for twice, or named as those of the
        result.

    References
    ----------
    National Bureau of Statistics, 统计知识问答 (拉动、贡献率); see `analysis.rates`.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({"now": [46, 30, 36], "before": [40, 30, 30]}, index=list("abc"))
    >>> pull(parts, "now", "before")["pull_pp"].tolist()
    [6.0, 0.0, 6.0]
    """
    by = each(by)
    if isinstance(min_growth_pct, bool) or not isinstance(min_growth_pct, Real):
        raise DataError(
            f"min_growth_pct应为数，得到{min_growth_pct!r}",
            f"min_growth_pct is a number, not {min_growth_pct!r}",
        )
    checked = _read(parts, current, base, by, PULL)
    found = contributions(checked, current, base, by, min_growth_pct)
    return parts.assign(**{name: found[name].to_numpy() for name in PULL})


def _read(
    rows: pd.DataFrame, current: str, base: str, by: list[str], made: tuple[str, ...]
) -> pd.DataFrame:
    """The columns in question, in order; labels of rows may stand twice."""
    require(rows, current, base, *by)
    apart(current, base, *by)
    if taken := ", ".join(name for name in made if name in {current, base, *by}):
        raise DataError(
            f"列名与结果列重名，请先改名：{taken}",
            f"columns are named as columns of the result, rename them: {taken}",
        )
    read = rows[[current, base, *by]].reset_index(drop=True)
    amounts = numbers(read[[current, base]])
    return read[by].assign(**{current: amounts[current], base: amounts[base]})


def convergence(
    levels: pd.DataFrame, kind: Literal["beta", "sigma"] = "beta", years: float | None = None
) -> pd.DataFrame:
    """Do those that had less grow faster (β), and does the spread narrow (σ)?

    Parameters
    ----------
    levels
        Units × years, levels above 0; units without one are left out. Columns that begin with
        their year may be in any order.
    kind
        "beta": least squares of yearly growth on the log of the first level, robust (HC3);
        "sigma": the spread of each year.
    years
        How many lie between the first and the last column, as they stand, where labels name none.

    Returns
    -------
    DataFrame
        "beta", one row: `slope`, `standard_error`, `slope_lower`, `slope_upper` (95 %), `p_value`,
        `speed_pct` a year, `half_life_years`, `n` (alone, where all began alike). "sigma", by
        year: `sd_log`, `cv`, `n` (units with a level in every year).

    Raises
    ------
    DataError
        If there are fewer than 8 units or 2 years, values are no numbers, or the years are not
        told, or not above 0.

    References
    ----------
    Barro, R. J. and Sala-i-Martin, X. (1992), *Journal of Political Economy* 100(2), 223-251.

    Examples
    --------
    >>> import pandas as pd
    >>> start = pd.Series(range(10, 20), dtype=float)
    >>> levels = pd.DataFrame({2012: start, 2022: 20 * start**0.5})
    >>> convergence(levels)["slope"].round(3).item()
    -0.05
    >>> convergence(levels, kind="sigma")["sd_log"].round(2).tolist()
    [0.21, 0.11]
    """
    from analysis.clusters.convergence import beta_convergence, sigma_convergence

    one_of("kind", kind, ("beta", "sigma"))
    table = numbers(levels)
    if table.shape[1] < 2:
        raise DataError("收敛检验至少需要两年", "convergence needs two years at least")
    if years is None:
        named = {column: _year(column) for column in table.columns}
        table = table[sorted(named, key=lambda column: named[column])]
        years = named[table.columns[-1]] - named[table.columns[0]]
    if isinstance(years, bool) or not isinstance(years, Real) or not years > 0:
        raise DataError(
            f"首末两列相隔的年数应大于0，得到{years!r}",
            f"years between the first and the last column are above 0, not {years!r}",
        )
    if kind == "sigma":
        return sigma_convergence(table).set_index("year")
    return pd.DataFrame([beta_convergence(table.iloc[:, 0], table.iloc[:, -1], years)])


def _year(label: object) -> int:
    text = str(label)[:4]
    if not text.isdecimal() or len(text) < 4:
        raise DataError(
            f"列名{label!r}不是年份；请按先后排列并给出years=",
            f"the column {label!r} is no year: put them in order and say years=",
        )
    return int(text)
