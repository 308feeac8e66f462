"""The dispatch of a period, each row with the project of the library that it reports.

A county that does not know a code writes none; the row then has its own name in its place, by which
the library is searched. The owner, where the county gives one, must agree.
"""

import numpy as np
import pandas as pd

from analysis.registers.by_name import by_name
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS


def dispatch(given: Given, period: str) -> pd.DataFrame:
    """Return the rows of `project_month` of a period, with `ORIGIN`, and `matched`.

    `project_code` is the library's where the name of a row without a code is that of just one
    project, and no other row reports that; else it stays the row's own. `matched` says by what:
    code, name, several (more than one has the name), again (reported by another row), nothing.
    """
    rows = given.read(PROJECT_MONTH, periods=[period], origins=True)
    if PROJECTS not in given:
        return rows.assign(matched="code")
    library = given.read(PROJECTS, columns=["project_code", "name", "uscc"])
    library = library.set_index("project_code")
    found = by_name(rows["uscc"] + rows["name"], library["uscc"] + library["name"])
    found = found.where(rows["uscc"].notna(), by_name(rows["name"], library["name"]))
    uncoded = rows["project_code"].eq(rows["name"]) & ~rows["project_code"].isin(library.index)
    known = rows["project_code"].where(~uncoded, found["code"])
    again = known.notna() & known.duplicated() | uncoded & known.isin(known[~uncoded])
    matched = np.select(
        [~uncoded, again, found["namesakes"] == 1, found["namesakes"] > 1],
        ["code", "again", "name", "several"],
        "nothing",
    )
    code = known.where(~again, rows["project_code"]).fillna(rows["project_code"])
    return rows.assign(project_code=code, matched=matched)
