"""The figures of key enterprises, each under its finding; None where there is none."""

from analysis.display.extremes import extremes
from analysis.display.forms import bars, scatter, strip
from analysis.display.labels import value_label
from analysis.display.stated import Stated, stated
from analysis.questions.key_enterprises import text
from analysis.tables.release import Release

TABLE = "key_enterprises"


def weeks(release: Release, lang: str) -> Stated | None:
    """Internal: colours by week; the last week's are counted."""
    rows, names, looks = text.weeks(release, lang)
    figure = strip(
        rows, x="week_ends_on", y="uscc", category="colour", text="said",
        looks=looks, names=names, lang=lang,
    )  # fmt: skip
    if figure is None:
        return None
    day = rows["week_ends_on"].max()
    number = rows.loc[rows["week_ends_on"] == day, "colour"].value_counts()
    counted = [
        {"number": number[code], "colour": value_label(TABLE, "colour", code, lang)}
        for code in text.TINTS
        if code != "green" and code in number
    ]
    finding = {"day": f"{day:%Y-%m-%d}", "colours": counted}
    return stated(release, "key_enterprises", "weeks", figure, lang, finding=finding)


def pulls(release: Release, lang: str) -> Stated | None:
    """Internal: who pulls growth most, up and down."""
    rows, pull = text.pulls(release)
    figure = bars(rows, name="name", value=pull, table=TABLE, lang=lang, signed=True)
    finding = extremes(release, rows, "name", pull, TABLE, lang, signed=True)
    return stated(release, "key_enterprises", "pulls", figure, lang, finding=finding)


def fit(release: Release, lang: str) -> Stated | None:
    """Internal: growth of output and of electricity; who is far off the line."""
    rows = text.unusual(release)
    figure = scatter(
        rows, x="output_growth_pct", y="electricity_growth_pct", name="name", own="own",
        table=TABLE, lang=lang,
    )  # fmt: skip
    off = rows[rows["own"]].sort_values("z", key=abs, ascending=False, kind="stable")
    finding = {"unfit": len(off), "names": off["name"].tolist()}
    return stated(release, "key_enterprises", "fit", figure, lang, finding=finding)
