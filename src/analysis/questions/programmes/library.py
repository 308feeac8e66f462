"""The library's project behind an entry of a list: by its code, else by its name."""

import pandas as pd

from analysis.registers import by_name
from analysis.tables.given import Given
from analysis.tables.projects import PROJECTS


def with_project(given: Given, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the entries with `project_code` of the library, and `namesakes`.

    Lists name a project by its code in the library, or by that of the provincial platform. Where
    the list has no code, or the library has not filled in the platform's, the name tells, unless
    several projects have it. `namesakes` is how many have the name; 0 where a code was enough.
    """
    if PROJECTS not in given:
        return rows.assign(project_code=pd.Series(dtype="str"), namesakes=0)
    library = given.read(PROJECTS, columns=["project_code", "platform_code", "name"])
    own, platform = library["project_code"], library.dropna(subset="platform_code")
    known = pd.concat([own.set_axis(own), platform.set_index("platform_code")["project_code"]])
    code = rows["holder"].map(known[~known.index.duplicated()])
    named = library.set_index("project_code")["name"]
    uncoded = named[library["platform_code"].isna().to_numpy()]
    found = by_name(rows["holder_name"], uncoded)
    found = found.where(rows["holder_id"].notna(), by_name(rows["holder_name"], named))
    return rows.assign(
        project_code=code.fillna(found["code"]), namesakes=found["namesakes"].where(code.isna(), 0)
    )
