"""Which indicator a release shows: output, unless another was chosen."""

from analysis.tables.release import Release


def indicator_of(release: Release) -> str:
    """Return the indicator whose rows a release shows: "output" (the city's measure), …"""
    return release.chosen.get("indicator", "output")
