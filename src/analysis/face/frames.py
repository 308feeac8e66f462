"""What an analyst hands over, looked at before it is used: columns, numbers, labels.

Every fault is one sentence that names all columns or labels that have it.
"""

import reprlib
from collections.abc import Hashable, Iterable, Mapping
from numbers import Real

import pandas as pd

from analysis.errors import DataError
from analysis.plain import floats, refuse_repeated, refuse_unplain


def each(names: str | Iterable[str]) -> list[str]:
    """Return names as a list; a text is one name."""
    return [names] if isinstance(names, str) else list(names)


def require(frame: pd.DataFrame, *columns: str | None) -> None:
    """Raise a DataError that names every column, but None, that a frame does not have."""
    refuse_unplain(frame, ())
    if odd := [_written(c) for c in columns if not isinstance(c, Hashable)]:
        raise DataError(
            f"应为一个列名：{_listed(odd)}", f"not the name of a column: {_listed(odd)}"
        )
    lacking = [str(c) for c in columns if c is not None and c not in frame.columns]
    if lacking:
        missing, there = ", ".join(lacking), ", ".join(map(str, frame.columns)) or "–"
        aside = ("（在索引里的用reset_index）", " (reset_index takes them from the index)")
        zh, en = aside if {*lacking} & {*map(str, frame.index.names)} else ("", "")
        raise DataError(
            f"缺列：{missing}；现有：{there}{zh}", f"no column {missing}; there are: {there}{en}"
        )


def apart(*columns: Hashable) -> None:
    """Raise a DataError that names columns which are asked for in two roles."""
    if twice := [c for c in dict.fromkeys(columns) if columns.count(c) > 1]:
        raise DataError(
            f"应为不同的列，重复：{_listed(twice)}",
            f"these should be different columns, given twice: {_listed(twice)}",
        )


def numbers(frame: pd.DataFrame, *, negative: bool = True) -> pd.DataFrame:
    """Return a frame as floats, missing as NaN.

    Raises
    ------
    DataError
        If it is no frame, labels stand twice, or columns hold what is no number, is infinite or,
        unless `negative`, is below zero: it names those columns.
    """
    refuse_unplain(frame)
    refuse_repeated(frame.index)
    found = floats(frame)
    if not negative:
        _refuse(found < 0, "含负数", "negative values in")
    return found


def levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of levels: as `numbers`, none negative, at least one row and column.

    Raises
    ------
    DataError
        As `numbers`, or if there is nothing.
    """
    found = numbers(frame, negative=False)
    if found.empty:
        raise DataError("表是空的", "the frame is empty")
    return found


def share(name: str, value: object) -> None:
    """Raise a DataError unless a parameter is a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise DataError(f"{name}应在0与1之间：{value!r}", f"{name} is 0 to 1, not {value!r}")


def by_name(given: Mapping | pd.Series, what: str) -> pd.Series:
    """Return levels ≥ 0 by name; what says no number has none.

    Raises
    ------
    DataError
        If they have no names, or are no levels.
    """
    if not isinstance(given, Mapping | pd.Series):
        raise DataError(
            f"{what}须按名称给出：{{名称: 数}}或Series",
            f"give {what} by name: {{name: number}} or a Series",
        )
    listed = pd.Series(given) if len(given) else pd.Series(dtype="float64")
    return numbers(listed.to_frame(what), negative=False)[what].dropna()


def by_label(
    given: Mapping | pd.Series, labels: pd.Index, what: str, *, further: bool = False
) -> pd.Series:
    """Return levels by label in the order of `labels`; a Series is never taken by position.

    `further` says whether there may be others, that are left out.

    Raises
    ------
    DataError
        As `by_name`; if labels are unknown, missing or without a number: it names them all.
    """
    found = by_name(given, what)
    lacking = labels.difference(found.index, sort=False)
    others = found.index[:0] if further else found.index.difference(labels, sort=False)
    if len(lacking) or len(others):
        missing, more = (_listed(sorted(x, key=str)) or "–" for x in (lacking, others))
        raise DataError(
            f"{what}须按名称一一对应；缺：{missing}；多：{more}",
            f"give {what} by name, one each; lacking: {missing}; unknown: {more}",
        )
    return found.reindex(labels)


def within_whole(parts: pd.Series, wholes: pd.Series, what: str) -> None:
    """Raise a DataError that names the labels whose parts add up to more than their whole."""
    if less := [*wholes.index[parts > wholes * (1 + 1e-9)]]:
        raise DataError(
            f"{what}小于各部分之和：{_listed(less)}",
            f"{what} are less than the sum of their parts: {_listed(less)}",
        )


def _written(value: object) -> str:
    """A value in a few words of one line."""
    return " ".join(reprlib.repr(value).split())


def _refuse(wrong: pd.DataFrame, zh: str, en: str) -> None:
    columns = list(wrong.columns[wrong.any()])
    if columns:
        raise DataError(f"{zh}：{_listed(columns)}", f"{en} {_listed(columns)}")


def _listed(labels: Iterable) -> str:
    return ", ".join(map(str, labels))
