"""What a page says where it shows some of the counties only."""

from analysis.display.sentences import REPORT, of_release
from analysis.tables.neighbours import in_prefectures
from analysis.tables.release import Release


def shown_counties(release: Release, lang: str) -> str:
    """Say which counties figures and lists show; empty where they show all."""
    if release.shows_all:
        return ""
    near, every = len(release.neighbours), len(release.city.counties)
    return of_release(release, REPORT).say(
        "shown_counties", lang, near=near, every=every, prefecture=in_prefectures(release.city)
    )
