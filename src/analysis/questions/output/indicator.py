"""Which indicator a release shows: output, unless another was chosen."""

import pandas as pd

from analysis.tables.release import Release
from analysis.tables.territory import WHOLE


def indicator_of(release: Release) -> str:
    """Return the indicator whose rows a release shows: "output" (the city's measure), …"""
    return release.chosen.get("indicator", "output")


def of_place(release: Release, series: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of cells that the release's county is the sum of: all, for the whole."""
    if release.county == WHOLE:
        return series
    return series[series["county_code"] == release.county]
