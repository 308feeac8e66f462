"""The counties: tiles by group, and bars to their targets."""

import pandas as pd
from markupsafe import Markup

from analysis.display.front import Reports
from analysis.display.labels import value_label
from analysis.display.marks import mark
from analysis.display.parts import Gap, Tile, Tone, gaps, section, tiles
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.questions.overview import calls
from analysis.questions.overview.places import aims, ends, places, some
from analysis.questions.overview.rules import Front
from analysis.tables.indicator import GROWTH
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

UP, DOWN, LEVEL = "↑", "↓", "—"
TONES: tuple[Tone, ...] = ("steady", "open", "hard")


def first_href(reports: Reports, county: str) -> str:
    """Return where a county's first report lies; empty without one."""
    return next((report.href for report in reports.get(county, ())), "")


def moved(change: float) -> str:
    """Return how a rank moved: ↑2, ↓1, —; empty where it is not known."""
    if pd.isna(change):
        return ""
    return f"{UP if change > 0 else DOWN}{abs(change):.0f}" if change else LEVEL


def overview(release: Release, lang: str, reports: Reports, rule: Front) -> Markup:
    """Return the tiles: growth, rank and how it moved, how sure the target is."""
    rows, text = places(release), of_release(release, "overview")
    if rows["growth"].isna().all() and not rows["growth_masked"].any():
        return Markup("")
    known = text.labels("groups", lang)
    groups = [
        (
            known.get(str(name), str(name)),
            [_tile(release, row, lang, reports) for _, row in own.iterrows()],
        )
        for name, own in ends(rows, "growth").groupby("group", sort=False)
    ]
    legend: list[tuple[Tone, str]] = []
    if rows["tone"].notna().any():
        names = {tone: value_label("overview_targets", "tone", tone, lang) for tone in TONES}
        bounds = rule.chances
        legend = [
            ("steady", f"{names['steady']} ≥{bounds.steady_from_pct:g}%"),
            ("open", f"{names['open']} {bounds.open_from_pct:g}—{bounds.steady_from_pct:g}%"),
            ("hard", f"{names['hard']} <{bounds.open_from_pct:g}%"),
        ]
    noun = release.city.measure.noun(lang)
    judged = aims(release).query("leads")["indicator"].iloc[0] if legend else None
    return section(
        "counties",
        _finding(release, rows, lang),
        tiles(groups, legend),
        text.say(
            "counties_measure",
            lang,
            noun=noun,
            judged=judged and calls.called(release, lang, judged),
        ),
        some(release, lang),
    )


def _finding(release: Release, rows: pd.DataFrame, lang: str) -> str:
    text = of_release(release, "overview")
    known = rows[rows["growth"].notna()]
    if len(rows) == 1 or known["growth"].nunique() < 2:
        row = rows.iloc[0]
        name = release.county_name(lang, row["county_code"])
        said = text.say("alone_finding", lang, name=name, growth=row["growth"])
        return said or text.labels("sections", lang)["counties"]
    fastest, slowest = (known.loc[known["growth"].agg(end)] for end in ("idxmax", "idxmin"))
    tones = rows["tone"].value_counts()
    return text.say(
        "tiles_finding",
        lang,
        first=release.county_name(lang, fastest["county_code"]),
        last=release.county_name(lang, slowest["county_code"]),
        complete=not rows["growth_masked"].any() and len(known) == len(rows),
        withheld=int(rows["aim_masked"].sum()),
        **{tone: int(tones.get(tone, 0)) for tone in TONES},
    ).rstrip("。.")


def _tile(release: Release, row: pd.Series, lang: str, reports: Reports) -> Tile:
    text, tone = of_release(release, "overview"), row["tone"]
    place = text.say("rank", lang, place=row["rank"])
    return Tile(
        release.county_name(lang, row["county_code"]),
        figure_text("output_growth_ytd", "pct", row["growth"], row["growth_masked"], lang),
        " ".join(filter(None, [place, moved(row["rank_change"]) if place else ""])),
        "unknown" if pd.isna(tone) else tone,
        "" if pd.isna(tone) else value_label("overview_targets", "tone", tone, lang),
        first_href(reports, row["county_code"]),
    )


def distances(release: Release, lang: str, reports: Reports) -> Markup:
    """Return how far each county is expected above or below its target, the farthest below first.

    Of targets of levels in percent of the target, of growth in points.
    """
    rows, text = aims(release), of_release(release, "overview")
    rows = rows[rows["leads"] & (rows["county_code"] != WHOLE)]
    rows = rows[rows["county_code"].isin(release.neighbours)]
    known = rows[rows["gap"].notna()]
    if known.empty:
        return Markup("")
    rows = rows.assign(distance=rows["gap_pct"].where(rows["kind"] != GROWTH, rows["gap"]))
    least = rows.loc[[rows["distance"].idxmin()]]
    rows = ends(rows.sort_values("distance", na_position="last"), "distance")
    told = calls.distances(release, rows, lang)
    drawn = [
        Gap(
            release.county_name(lang, row["county_code"]),
            row["distance"],
            said or mark(row["masked"]),
            "unknown" if pd.isna(row["tone"]) else row["tone"],
            first_href(reports, row["county_code"]),
        )
        for said, (_, row) in zip(told, rows.iterrows(), strict=True)
    ]
    below = known[known["gap"] < 0]
    tones = below["tone"].value_counts()
    finding = text.say(
        "gaps_finding",
        lang,
        judged=len(known),
        below=len(below),
        tones=[
            {"tone": value_label("overview_targets", "tone", tone, lang), "number": tones[tone]}
            for tone in reversed(TONES)
            if tone in tones and tones.sum() == len(below)
        ],
        name=release.county_name(lang, least["county_code"].iloc[0]),
        gap=calls.distances(release, least, lang)[0],
    )
    measure = text.labels("measures", lang)["gaps"]
    axis = text.labels("axes", lang)["target"]
    return section("gaps", finding, gaps(drawn, axis), measure, some(release, lang))
