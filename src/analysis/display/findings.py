"""One line of every question that has something to say of a place."""

from collections.abc import Collection

from analysis.tables.registry import part, questions
from analysis.tables.release import Release


def findings(release: Release, lang: str, but: Collection[str] = ()) -> dict[str, str]:
    """Return question → the first paragraph of its `text.headline`, of those that have one.

    A question that has no answer, or whose figures of the place are all withheld, missing or
    zero, is left out, as are those of `but`.
    """
    found = {}
    for name in questions():
        said = None if name in but else part(name, "text")
        if said is None or release.why_omitted(name) or not _has_figures(release, name):
            continue
        paragraphs = said.headline(release, lang)
        if paragraphs:
            found[name] = str(paragraphs[0])
    return found


def _has_figures(release: Release, name: str) -> bool:
    rows = release.quantities(name)
    own = rows.loc[rows["county_code"] == release.county, "value"].dropna()
    return bool((own != 0).any())
