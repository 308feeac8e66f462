"""The figures of upgrading, each under its finding; None where there is none."""

from analysis.display.forms import funnel, heat_map, progress, pyramid
from analysis.display.stated import Stated, stated
from analysis.questions.upgrading import text
from analysis.tables.release import Release


def coverage(release: Release, measure: str, lang: str) -> Stated | None:
    """Eligible and covered enterprises of the counties; `measure` is cloud or green."""
    rows = text.by_county(release, measure, lang)
    figure = progress(
        rows, name="county", done="covered", planned="eligible", own="own",
        table="upgrading_coverage", lang=lang,
    )  # fmt: skip
    lowest = rows[rows["coverage_pct"] == rows["coverage_pct"].min()]
    finding = {
        "measure": measure,
        "of": len(rows),
        "full": int((rows["uncovered"] == 0).sum()),
        "only": rows["county"].iloc[0] if len(rows) == 1 else None,
        "lowest": lowest["county"].tolist(),
        "pct": rows["coverage_pct"].min(),
        "uncovered": rows["uncovered"].sum(),
    }
    return stated(release, "upgrading", "coverage", figure, lang, finding=finding)


def grades(release: Release, title: str, lang: str) -> Stated | None:
    """Holders in force of a title by grade, the highest on top."""
    rows = text.graded(release, title, lang)
    figure = pyramid(rows, name="grade", value="holders", table="title_grades", lang=lang)
    most = rows.loc[rows["holders"] == rows["holders"].max(), "grade"]
    finding = {
        "of": rows["holders"].sum(),
        "most": most.iloc[0] if len(most) == 1 else None,
        "number": rows["holders"].max(),
        "highest": rows["grade"].iloc[0] if len(rows) > 1 else None,
        "held": rows["holders"].iloc[0] if len(rows) else None,
    }
    return stated(release, "upgrading", "grades", figure, lang, finding=finding)


def expo(release: Release, lang: str) -> Stated | None:
    """The expo's projects from agreement to building."""
    rows = text.stages(release, lang)
    figure = funnel(rows, name="stage", value="projects", table="expo_stages", lang=lang)
    finding = dict(zip(text.NARROWING, rows["projects"], strict=False))
    finding = {stage: finding.get(stage) for stage in text.NARROWING}
    return stated(release, "upgrading", "expo", figure, lang, finding=finding)


def first_sets(release: Release, unit: str, lang: str) -> Stated | None:
    """This year's first sets from application to grant; `unit` is holders or items."""
    rows = text.steps(release, "first_set", lang)
    figure = funnel(rows, name="step", value=unit, table="title_funnel", lang=lang)
    known = rows.set_index("code")[unit]
    finding = {name: known.get(name) for name in ("applied", "recommended", "announced")}
    return stated(
        release, "upgrading", "first_sets", figure, lang, finding={**finding, "unit": unit}
    )


def titles(release: Release, lang: str) -> Stated | None:
    """Holders in force of the titles of upgrading, by county."""
    rows, names = text.held(release, lang)
    figure = heat_map(
        rows, x="title", y="county_code", value="holders", names=names, table="title_counts",
        lang=lang,
    )  # fmt: skip
    shown = rows[rows["county_code"].isin(release.neighbours) & rows["holders"].gt(0)]
    counties = shown.groupby("title").size()
    rare = counties[counties == counties.min()]
    finding = {
        "titles": len(names[0]),
        "everywhere": int((counties == len(release.neighbours)).sum()),
        "counties": len(release.neighbours),
        "rarest": names[0][rare.index[0]] if len(rare) == 1 else None,
        "least": counties.min(),
        "own": int(shown.loc[shown["county_code"] == release.county, "title"].nunique())
        if release.county in release.neighbours
        else None,
    }
    return stated(release, "upgrading", "titles", figure, lang, finding=finding)
