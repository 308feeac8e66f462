"""The figures of the help of enterprises, each under its finding; None where there is none."""

from analysis.display.forms import bars, funnel, heat_map
from analysis.display.stated import Stated, stated
from analysis.questions.help import text
from analysis.tables.release import Release


def solved(release: Release, lang: str) -> Stated | None:
    """Issues received, closed, solved."""
    rows = text.steps(release, lang)
    figure = funnel(rows, name="step", value="issues", table="help_ages", lang=lang)
    known = rows.set_index("code")["issues"]
    finding = {name: known.get(name) for name in ("received", "closed", "solved")}
    return stated(release, "help", "funnel", figure, lang, finding=finding)


def ages(release: Release, lang: str) -> Stated | None:
    """How long what is open has been open."""
    rows = text.open_by_age(release, lang)
    figure = bars(rows, name="age", value="issues", table="help_ages", lang=lang)
    oldest = rows[rows["issues"] > 0][-1:]
    finding = {
        "open": rows["issues"].sum(),
        "oldest": oldest["age"].iloc[0] if len(oldest) else None,
        "number": oldest["issues"].iloc[0] if len(oldest) else None,
    }
    return stated(release, "help", "ages", figure, lang, finding=finding)


def counties(release: Release, lang: str) -> Stated | None:
    """Issues received by county and category."""
    rows, names = text.by_county(release, lang)
    figure = heat_map(
        rows, x="category", y="county_code", value="received", names=names, table="help_counts",
        lang=lang, whole=True,
    )  # fmt: skip
    own = rows[rows["county_code"].isin(release.neighbours) & rows["category"].ne("all")]
    shown = own[own["received"] > 0]
    most = shown[shown["received"] == shown["received"].max()]
    alone = len(most) == 1
    finding = {
        "shown": len(shown),
        "withheld": int(own["received"].isna().sum()),
        "county": names[1][most["county_code"].iloc[0]] if alone else None,
        "category": names[0][most["category"].iloc[0]] if alone else None,
        "number": shown["received"].max(),
    }
    return stated(release, "help", "heat", figure, lang, finding=finding)
