"""The project behind a candidate that is a new plant: what was filed of it, and how far it is.

A new plant enters only once it produces, with a filing of nature 新建, and with a proof where that
filing is older than three years. Its project is that of the code which the watch states; without a
code the only one that the library has of the enterprise.
"""

import pandas as pd

from analysis.questions.above_scale.chances import held
from analysis.registers.dispatch import dispatch
from analysis.tables.given import Given
from analysis.tables.projects import NATURES, PROJECT_MONTH, PROJECTS, STAGES

FILED = ["project_code", "uscc", "nature", "filed_on"]
REPORTED = ["project_code", "stage", "producing_on"]
PROOF_AFTER_YEARS = 3


def with_plants(given: Given, candidates: pd.DataFrame) -> pd.DataFrame:
    """Return the candidates of the period with their project.

    Adds `project`, the library's code, `builder` (credit code), `nature` and `filed_on` of it, and
    of the period's dispatch `stage` and `producing_on`: missing for those that are no new plant,
    and where the city has no library, or no dispatch.
    """
    library = held(given, PROJECTS)[FILED].rename(columns={"uscc": "builder"})
    only = library.drop_duplicates("builder", keep=False).set_index("builder")["project_code"]
    own = candidates["uscc"].map(only).astype("str")
    stated = candidates["project_code"].fillna(own)
    built = candidates.assign(project=stated.where(candidates["entry"].eq("new_build")))
    month = pd.DataFrame(columns=[*PROJECT_MONTH.columns])
    if PROJECT_MONTH in given:
        month = dispatch(given, given.period)
    filed = library.merge(month[REPORTED], on="project_code", how="left")
    filed = filed.rename(columns={"project_code": "project"})
    return built.merge(filed, on="project", how="left").assign(
        project=lambda rows: rows["project"].where(rows["nature"].notna())
    )


def of_plants(rows: pd.DataFrame, day: pd.Timestamp, library: bool) -> pd.DataFrame:
    """Return findings of the projects: finding, and against in words.

    Parameters
    ----------
    rows
        What `with_plants` returns.
    day
        The period's last day.
    library
        Whether the city has a library of projects; without one no code is unknown.
    """
    stated, known = rows["project_code"].where(rows["entry"].eq("new_build")), rows["project"]
    nature = rows["nature"].map({code: zh for code, (zh, _) in NATURES.items()})
    stage = rows["stage"].map({code: zh for code, (zh, _) in STAGES.items()})
    old = rows["filed_on"] + pd.DateOffset(years=PROOF_AFTER_YEARS) < day
    masks = {
        "project_not_in_library": (library & stated.notna() & known.isna(), known),
        "project_of_another": (
            rows["builder"].notna() & rows["builder"].ne(rows["uscc"]),
            rows["builder"],
        ),
        "filing_not_new": (known.notna() & rows["nature"].ne("new"), known + " " + nature),
        "filing_needs_proof": (old, known + " " + rows["filed_on"].dt.strftime("%Y-%m-%d")),
        "plant_not_producing": (
            stage.notna() & ~(rows["producing_on"] <= day),
            known + " " + stage,
        ),
    }
    found = [
        rows[mask].assign(finding=name, against=against[mask])
        for name, (mask, against) in masks.items()
    ]
    return pd.concat(found)
