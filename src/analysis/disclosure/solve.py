"""Which of the sums that a spec publishes are withheld?

Sums are judged from the coarsest to the finest, each with the companions that it needs in the
lines it adds up to; a withheld sum withholds all its parts, or they would add up to it. A further
spec of a population is held against what those before it publish: what they withhold of one of its
cells must be safe in sum, and where all tables together would tell about an enterprise, all its
cells there are withheld.
"""

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.disclosure.companion import Telling, alone, exhausted, hide, ruled
from analysis.disclosure.linked import disclosed_groups
from analysis.disclosure.primary import unsafe_cells
from analysis.tables.city import DisclosureRules
from analysis.tables.spec import Margin, Spec

UNREPORTED = "unreported"
NO_PARTS = ("unit", "measure", "value", "unsafe", UNREPORTED)
WHOLE = "whole"
Patterns = dict[Margin, pd.DataFrame]


def solve(
    spec: Spec,
    rows: pd.DataFrame,
    rules: DisclosureRules,
    *,
    history: pd.DataFrame | None = None,
    followed: Callable[[pd.DataFrame], pd.Series] | None = None,
    before: Sequence[tuple[Margin, pd.DataFrame]] = (),
) -> Patterns:
    """Return the pattern of every sum that a spec publishes.

    Parameters
    ----------
    spec
        What is published, and how it is judged.
    rows
        Its contributions.
    rules
        What makes a cell unsafe.
    history
        Earlier numbers of enterprises: part columns, `period`, `enterprises`.
    followed
        From cells to whether other tables withhold them.
    before
        The patterns of the specs before it, of the same population.

    Returns
    -------
    dict of DataFrame
        For each margin its columns and the boolean column `masked`.
    """
    if rows.empty:
        return {margin: pd.DataFrame(columns=[*margin, "masked"]) for margin in spec.published}
    found: Patterns = {}
    rows = rows.assign(**{WHOLE: ""})
    for margin in reversed(spec.published):
        keys = [*dict.fromkeys([*(spec.within or ()), *margin])] or [WHOLE]
        cells = _judged(spec, rows, keys, rules)
        unsafe = cells["unsafe"] | cells[keys].isna().any(axis=1)
        if UNREPORTED in rows and margin == spec.published[0]:
            unknown = rows.loc[rows[UNREPORTED], keys].drop_duplicates().assign(masked=True)
            unsafe |= known(unknown, cells, keys).fillna(False)
        if history is not None and margin != spec.published[0]:
            unsafe |= known(_few(history, keys, rules), cells, keys).fillna(False)
        if followed is not None:
            unsafe |= followed(cells)
        for coarser, pattern in (*found.items(), *before):
            if {*coarser} < {*margin}:
                unsafe |= known(pattern, cells, coarser)
        for earlier, pattern in before:
            unsafe |= known(_telling(rows, earlier, pattern, keys, rules), cells, keys).fillna(
                False
            )
        hidden = hide(
            cells.assign(unsafe=unsafe),
            keys,
            spec.lines(margin),
            _telling_of(spec, rows, keys, rules),
        )
        found[margin] = hidden[[*margin, "masked"]]
        if before:
            found[margin] = _held_against(spec, rows, margin, found[margin], before, rules)
    return found


def known(pattern: pd.DataFrame, cells: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Return the `masked` of cells in a pattern, by position of `cells`; missing if not in it."""
    if not keys:
        return pd.Series(pattern["masked"].any(), index=cells.index, dtype="boolean")
    found = cells[[*keys]].merge(pattern, on=[*keys], how="left", validate="many_to_one")
    return found["masked"].astype("boolean").set_axis(cells.index)


def _judged(
    spec: Spec, rows: pd.DataFrame, keys: list[str], rules: DisclosureRules
) -> pd.DataFrame:
    """Every cell with `unsafe` and `size`."""
    if spec.kind == "amounts":
        first = rows[rows["measure"] == rows["measure"].iloc[0]]
        size = first.groupby(keys, as_index=False, dropna=False)["value"].sum()
        cells = unsafe_cells(rows, keys, rules).merge(size, on=keys, how="left")
        return cells.rename(columns={"value": "size"}).fillna({"size": 0.0})
    by_cell = rows.groupby(keys, as_index=False, dropna=False)
    if spec.kind == "judged":
        return by_cell.agg(unsafe=("unsafe", "any"), size=("value", "max"))
    cells = by_cell.agg(size=("value", "sum"))
    few = cells["size"] < rules.minimum_units
    return cells.assign(unsafe=few & ((cells["size"] > 0) | (spec.empty == "withheld")))


def _telling_of(spec: Spec, rows: pd.DataFrame, keys: list[str], rules: DisclosureRules) -> Telling:
    if spec.kind == "amounts":
        return ruled(rows, keys, rules)
    return alone if spec.kind == "judged" else exhausted(rules)


def _few(history: pd.DataFrame, keys: list[str], rules: DisclosureRules) -> pd.DataFrame:
    """The sums that held too few enterprises in a period."""
    counts = history.assign(**{WHOLE: ""}).groupby([*keys, "period"])["enterprises"].sum()
    few = counts[counts < rules.minimum_units].reset_index()[keys].drop_duplicates()
    return few.assign(masked=True)


def _telling(
    rows: pd.DataFrame,
    earlier: Margin,
    pattern: pd.DataFrame,
    keys: list[str],
    rules: DisclosureRules,
) -> pd.DataFrame:
    """The cells whose earlier parts, the withheld ones taken together, tell about an enterprise.

    Only where every earlier part lies in one cell: industries in a section, not in a size.
    """
    nested = not rows[[*{*earlier, *keys}]].drop_duplicates().duplicated([*earlier]).any()
    hidden = rows.merge(pattern.loc[pattern["masked"], [*earlier]], on=[*earlier])
    if not nested or hidden.empty:
        return pd.DataFrame(columns=[*keys, "masked"])
    judged = unsafe_cells(hidden, keys, rules)
    return judged.loc[judged["unsafe"], keys].assign(masked=True)


def _held_against(
    spec: Spec,
    rows: pd.DataFrame,
    margin: Margin,
    pattern: pd.DataFrame,
    before: Sequence[tuple[Margin, pd.DataFrame]],
    rules: DisclosureRules,
) -> pd.DataFrame:
    """The pattern of further sums, with all cells of a group withheld where the tables tell.

    Where they tell about a group that none of these sums is of, those of others do, by way of what
    is summed over the groups: then all are withheld.
    """
    if spec.within is None or len(spec.within) != 1:
        raise ValueError("a further spec of a population is declared within one column")
    (group,) = spec.within
    parts = [name for name in rows.columns if name not in (*NO_PARTS, WHOLE)]
    published = [shown.loc[~shown["masked"], [*keys]] for keys, shown in before]
    while True:
        safe = pattern.loc[~pattern["masked"], [*margin]]
        found = disclosed_groups(rows, parts, [*published, safe], group, rules)
        shown = {*safe[group]}
        telling = shown.intersection(found)
        if shown and not telling and found:
            earlier = disclosed_groups(rows, parts, published, group, rules)
            telling = shown if {*found} - {*earlier} else set()
        if not telling:
            return pattern
        pattern = pattern.assign(masked=pattern["masked"] | pattern[group].isin(telling))
