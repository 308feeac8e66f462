"""How far the year's target is done, less the course that earlier years took."""

import numpy as np
import pandas as pd

from analysis.display.parts import periods
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.output.growth_course import column, with_months
from analysis.questions.output.target import usual_years
from analysis.questions.output.text import totals, whole, words
from analysis.tables.release import Release


def progress(release: Release, lang: str) -> Stated | None:
    """Progress towards the target less the usual progress, in points, a column a period.

    None without a target that is a level, or where earlier years are not known.
    """
    goal, path = whole(release, "output_targets"), totals(release, "output_path")
    if goal is None or pd.isna(goal["ahead_pp"]) or path.empty:
        return None
    rows = ahead(path[path["period"].str[:4] == release.period[:4]], goal["target_value"])
    text, years = of_release(release, "output"), usual_years(release, lang)
    finding = text.say(
        "progress_finding", lang, progress=goal["progress_pct"], ahead=goal["ahead_pp"], years=years
    )
    measure = text.say(
        "progress_measure",
        lang,
        noun=words(release, lang).noun,
        years=years,
        first=bool((rows["months"] == 2).any()),
        expected=bool((rows["stage"] != "actual").any()),
    )
    drawn = periods(
        [column(row._asdict(), lang) for row in rows.itertuples()], alt=f"{finding} {measure}"
    )
    return Stated(drawn, finding, measure, release.city.source(lang))


def ahead(year: pd.DataFrame, target: float) -> pd.DataFrame:
    """Points of the target done by each period, less what earlier years had done by then.

    `year`: rows of `output_path` of one unit and year. Returns `period`, `stage`, `months` and
    `growth_pct`, the points; the last period's are what is expected above the target in percent.
    """
    rows = year.sort_values("period", ignore_index=True)
    done = 100 * rows["value"].cumsum(skipna=False) / target
    return with_months(
        rows[["period", "stage"]].assign(
            growth_pct=done - rows["usual_share_pct"], so_far_pct=np.nan
        )
    )
