"""The output of a county's industry against the sum of its enterprises: units gone wrong."""

import numpy as np
import pandas as pd

from analysis.intake.faults import Fault
from analysis.intake.plausibility import newest
from analysis.intake.readings import Reading
from analysis.intake.unit_leaps import is_leap, leap_error

WHOLE, PARTS = "industry_month", "enterprise_month"
CELL = ["county_code", "industry_code", "period"]
OUTPUT = "output_ytd_10k_cny"
MAX_NAMED = 20  # more of them become one warning with their number


def sums_of_parts(parts: Reading) -> pd.Series:
    """Return the output of each county's industry in each period: the sum of its enterprises."""
    rows = newest(parts).frame
    return rows.groupby(CELL, observed=True)[OUTPUT].sum(min_count=1)


def compare_with_parts(whole: Reading, sums: pd.Series) -> list[Fault]:
    """Warn where an industry's output is ten, a hundred, … times the sum of its enterprises.

    Parameters
    ----------
    whole
        The table `industry_month`.
    sums
        Those of `sums_of_parts`.
    """
    whole = newest(whole)
    above_scale = (whole.frame["scope"] == "above_scale").to_numpy()
    cells = pd.MultiIndex.from_frame(whole.frame[CELL].astype("str"))
    known = sums.rename(index=str)
    parts = known.reindex(cells).to_numpy(dtype=float)
    stated = whole.frame[OUTPUT].to_numpy(dtype=float)
    both = above_scale & (stated > 0) & (parts > 0)
    ratio = np.ones(len(stated))
    ratio[both] = stated[both] / parts[both]
    places = np.flatnonzero(is_leap(ratio))
    faults = []
    for row in places if len(places) <= MAX_NAMED else places[:1]:
        said = leap_error(
            whole, int(row), OUTPUT, ratio[row], "其企业之和", "the sum of its enterprises"
        )
        if len(places) > MAX_NAMED:
            said.zh += f"；该表共{len(places)}处"
            said.en += f"; {len(places)} cells of this table"
        faults.append(whole.fault(int(row), OUTPUT, said, severity="warning"))
    return faults
