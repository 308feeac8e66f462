"""Enterprises of one group are one unit: whoever asks for one of them asks for the group."""

import pandas as pd


def group_of(register: pd.DataFrame) -> pd.Series:
    """Return the group of each enterprise that belongs to one, indexed by `uscc`.

    Parameters
    ----------
    register
        `uscc` and `group_id`, which is a code of the group or the credit code of its parent. A
        parent may have a parent: the group is the uppermost one, which belongs to it itself.

    >>> register = pd.DataFrame({"uscc": ["A", "B", "C", "D"], "group_id": ["B", "C", None, "G"]})
    >>> group_of(register).to_dict()
    {'A': 'C', 'B': 'C', 'D': 'G'}
    """
    known = register[["uscc", "group_id"]].dropna()
    codes = known["group_id"].astype("str").str.strip().str.upper()
    above = dict(zip(known["uscc"].astype("str"), codes, strict=True))
    above = {code: parent for code, parent in above.items() if parent}
    return pd.Series({code: _top(code, above) for code in above}, dtype="str").rename_axis("uscc")


def _top(code: str, above: dict[str, str]) -> str:
    """The uppermost parent; of those that are each other's parents, the first by code."""
    passed = [code]
    while (code := above.get(code, "")) and code not in passed:
        passed.append(code)
    return min(passed[passed.index(code) :]) if code else passed[-1]
