"""The figure of the cities under its finding; None where there is none."""

from analysis.display.extremes import extremes
from analysis.display.forms import ranking
from analysis.display.stated import Stated, stated
from analysis.questions.peers import text
from analysis.tables.release import Release


def cities(release: Release, lang: str) -> Stated | None:
    """Growth of the province's cities; the first indicator ranks them."""
    rows, whole = text.cities(release)
    if not len(whole):
        return None
    first, *_ = columns = [*whole.index]
    figure = ranking(
        rows, name="place_name", value=columns, own="own", table=text.CITIES, lang=lang,
        signed=True, whole=whole,
    )  # fmt: skip
    finding = extremes(release, rows, "place_name", first, text.CITIES, lang, signed=True)
    return stated(release, "peers", "ranking", figure, lang, finding=finding)
