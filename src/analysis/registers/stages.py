"""Who moved from which stage to which between two periods, and which steps are against the rule?

Row sums of the matrix are the last period's counts, column sums this period's. A unit that came
stands under the stage before "new", one that went under the stage after "left".
"""

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.periods import refuse_duplicates
from analysis.registers.groups import sums
from analysis.registers.inputs import Columns, listed, require_values

NEW = "new"
LEFT = "left"


def steps(
    before: pd.DataFrame,
    now: pd.DataFrame,
    key: Columns = "project_code",
    stage: str = "stage",
    by: Columns = (),
) -> pd.DataFrame:
    """Pair the stages of each unit in two periods.

    Parameters
    ----------
    before, now
        One row per unit and group: `key`, `by`, `stage`; no other period's rows.
    by
        Columns of the groups. A unit that changed its group leaves one and enters the other;
        in the group of the sum (`with_totals`) it stayed.

    Returns
    -------
    One row per unit and group: `by`, `key`, `stage_before` ("new" if it was not there),
    `stage_now` ("left" if it is no longer).

    Raises
    ------
    DataError
        If a column is missing or empty somewhere, or a unit stands twice in a period.

    Examples
    --------
    >>> import pandas as pd
    >>> before = pd.DataFrame({"project_code": ["A", "B"], "stage": ["planned", "started"]})
    >>> now = pd.DataFrame({"project_code": ["A", "C"], "stage": ["started", "planned"]})
    >>> pairs = steps(before, now)
    >>> pairs.values.tolist()
    [['A', 'planned', 'started'], ['B', 'started', 'left'], ['C', 'new', 'planned']]
    """
    unit = [*listed(by), *listed(key)]
    for rows in (before, now):
        require_values(rows, [*unit, stage])
        refuse_duplicates(rows, unit)
    pairs = before[[*unit, stage]].merge(
        now[[*unit, stage]], on=unit, how="outer", suffixes=("_before", "_now")
    )
    pairs = pairs.rename(columns={f"{stage}_before": "stage_before", f"{stage}_now": "stage_now"})
    return pairs.astype({"stage_before": "str", "stage_now": "str"}).fillna(
        {"stage_before": NEW, "stage_now": LEFT}
    )


def transition(pairs: pd.DataFrame, by: Columns = ()) -> pd.DataFrame:
    """Count the steps: one row per group and pair of stages that occurs.

    Returns `by`, `stage_before`, `stage_now`, `units` of what `steps` returned (with the same
    `by`); pairs without a unit are left out. A missing column is a DataError.

    Examples
    --------
    >>> import pandas as pd
    >>> before = pd.DataFrame({"project_code": ["A", "B"], "stage": ["planned", "started"]})
    >>> now = pd.DataFrame({"project_code": ["A", "C"], "stage": ["started", "planned"]})
    >>> pairs = steps(before, now)
    >>> transition(pairs)["units"].sum()
    np.int64(3)
    """
    key = [*listed(by), "stage_before", "stage_now"]
    require_values(pairs, key)
    return sums(pairs[key].assign(units=1), key)


def illegal(pairs: pd.DataFrame, graph: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Steps that the graph does not allow.

    Parameters
    ----------
    pairs
        What `steps` returned.
    graph
        Stage → the stages it may become by the next period; staying is always allowed. It may
        name "new" (the stages in which a unit may appear) and "left" (from which it may go);
        where it does not, coming and going are free.

    Returns
    -------
    Those rows of `pairs`.

    Raises
    ------
    DataError
        If a stage of the pairs stands nowhere in the graph.

    Examples
    --------
    >>> import pandas as pd
    >>> before = pd.DataFrame({"project_code": ["A", "B"], "stage": ["planned", "started"]})
    >>> now = pd.DataFrame({"project_code": ["A", "C"], "stage": ["started", "planned"]})
    >>> pairs = steps(before, now)
    >>> illegal(pairs, {"planned": [], "started": ["planned"]})["project_code"].tolist()
    ['A']
    """
    require_values(pairs, ["stage_before", "stage_now"])
    stages = set(graph).union(*graph.values()) | {NEW, LEFT}
    found = set(pairs["stage_before"]) | set(pairs["stage_now"])
    if unknown := sorted(found - stages):
        raise DataError(
            f"阶段图中没有：{'、'.join(unknown)}", f"not in the stage graph: {', '.join(unknown)}"
        )
    allowed = {(a, b) for a, following in graph.items() for b in following}
    allowed |= {(name, name) for name in stages}
    if NEW not in graph:
        allowed |= {(NEW, name) for name in stages}
    if not any(LEFT in following for following in graph.values()):
        allowed |= {(name, LEFT) for name in stages}
    taken = pd.MultiIndex.from_frame(pairs[["stage_before", "stage_now"]])
    return pairs[~taken.isin(list(allowed))]
