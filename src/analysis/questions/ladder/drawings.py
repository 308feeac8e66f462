"""The figure of the ladder under its finding; None where there is none."""

from analysis.display.forms import heat_map
from analysis.display.stated import Stated, stated
from analysis.questions.ladder import text
from analysis.tables.release import Release


def counties(release: Release, lang: str) -> Stated | None:
    """Rungs by county; the counties that have most on each rung are named."""
    rows, names = text.by_county(release, lang)
    figure = heat_map(
        rows, x="rung", y="county_code", value="holders", shade="shade",
        names=names, table="ladder_stock", lang=lang,
    )  # fmt: skip
    rungs, called = names
    drawn = rows[rows["county_code"].isin(called) & rows["holders"].gt(0)]
    most = drawn[drawn["holders"] == drawn.groupby("rung")["holders"].transform("max")]
    leaders = [
        {
            "rung": rungs[code],
            "counties": own["county_code"].map(called).tolist(),
            "number": own["holders"].iloc[0],
        }
        for code in rungs
        if len(own := most[most["rung"] == code])
    ]
    finding = {"leaders": leaders}
    return stated(release, "ladder", "counties", figure, lang, finding=finding)
