"""The sections of the clusters' report that show the same to every county."""

from analysis.display.figures import clusters
from analysis.display.kept import Shown, kept
from analysis.display.text.clusters import counties
from analysis.tables.release import Release


def county_effects(release: Release, lang: str) -> Shown:
    """What made each county grow: its three effects."""
    return kept(
        release, "county_effects", lang, lambda: clusters.effect_bars(counties(release, lang), lang)
    )


def chains(release: Release, lang: str) -> "Shown | None":
    """Which roles each chain has; None where the city has no chains."""
    if not release.has("chain_roles"):
        return None
    return kept(
        release, "chains", lang, lambda: clusters.chain_matrix(release.table("chain_roles"), lang)
    )
