"""How the front page begins: the finding, what came in words, four key figures."""

from calendar import month_name
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.display.labels import value_label
from analysis.display.numbers import sign
from analysis.display.parts import Card, cards, sparkline
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.questions.overview.calls import FARTHEST, called, sizes
from analysis.questions.overview.places import added_course, aims, before, course, figure
from analysis.tables.registry import figures
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

MOST_CARDS = 4
AIMED = {"added": "value_added", "year_end": "output"}
"""Card → the indicator whose target of growth stands on it."""


def whole(release: Release, name: str) -> pd.Series:
    """Return a figure of the whole: `now`, `before`, `told`, `change`, `revision`."""
    rows = figure(release, name)
    return rows.loc[WHOLE] if WHOLE in rows.index else pd.Series(dtype=float)


def headline(release: Release, lang: str) -> str:
    """Return the page's heading: what came, whether the year's target is reached, who is not."""
    leading, aim = _judged(release), _own_aim(release)
    added = whole(release, "va_growth_ytd").get("now")
    said = of_release(release, "overview").say(
        "headline",
        lang,
        added=added,
        noun=release.city.measure.noun(lang),
        growth=whole(release, "output_growth_ytd").get("now"),
        aim_target=_only(aim, "target_value"),
        aim_tone=_only(aim, "tone"),
        judged=len(leading) or None,
        aimed=called(release, lang, leading["indicator"].iloc[0]) if len(leading) else None,
        hard=int((leading["tone"] == "hard").sum()) if len(leading) else None,
    )
    return said.rstrip("。.") or release.city.name(lang)


def _own_aim(release: Release) -> pd.DataFrame:
    """The whole's target of the growth that the page speaks of first: one row, or none."""
    rows, added = aims(release), whole(release, "va_growth_ytd").get("now")
    indicator = AIMED["added" if pd.notna(added) else "year_end"]
    own = (rows["county_code"] == WHOLE) & (rows["indicator"] == indicator)
    return rows[own & (rows["kind"] == "growth_pct")]


def until(release: Release, lang: str, period: str | None) -> str | None:
    """Return what a cumulative period is called within its year: 1—10月, January–October."""
    if period is None:
        return None
    number = int(period[5:])
    return of_release(release, "overview").say("until", lang, month=number, name=month_name[number])


def lead(release: Release, lang: str) -> str:
    """Return what changed, in whole sentences."""
    text, leading, aim = of_release(release, "overview"), _judged(release), _own_aim(release)
    added, growth = whole(release, "va_growth_ytd"), whole(release, "output_growth_ytd")
    month = whole(release, "output_growth_month")
    expected = whole(release, "output_year_end_growth")
    number = int(release.period[5:])
    return text.say(
        "lead",
        lang,
        until=until(release, lang, before(release)),
        noun=release.city.measure.noun(lang),
        unit=release.city.unit_of(figures()["output_ytd"][1]),
        added=added.get("now"),
        added_before=added.get("before"),
        value=whole(release, "output_ytd").get("now"),
        growth=growth.get("now"),
        growth_before=growth.get("before"),
        month=text.say("month", lang, number=number, name=month_name[number]),
        month_growth=month.get("now"),
        month_before=month.get("before"),
        year_end_growth=None if _complete(release) else expected.get("now"),
        year_end_before=expected.get("before"),
        aim_chance=_only(aim, "chance_pct"),
        aim_before=_only(aim, "chance_before_pct"),
        fell=[
            {
                "name": release.county_name(lang, row["county_code"]),
                "before": row["chance_before_pct"],
                "chance": row["chance_pct"],
            }
            for _, row in leading[leading["action"] == "fell"].iterrows()
        ],
    )


def missed(release: Release, lang: str) -> str:
    """Return which counties will hardly reach their target, and by how much, the farthest first.

    Then those of which it is in doubt; empty where all are safe.
    """
    rows = _judged(release)
    hard = rows[(rows["tone"] == "hard") & rows["gap"].notna()]
    hard = hard.sort_values([*FARTHEST], kind="stable")
    doubtful = rows[rows["tone"] == "open"].sort_values("chance_pct", kind="stable")
    if hard.empty and doubtful.empty:
        return ""
    places = [
        {"name": release.county_name(lang, code), "amount": amount, "pct": pct}
        for code, amount, pct in zip(
            hard["county_code"], sizes(hard, lang), hard["gap_pct"], strict=True
        )
    ]
    return of_release(release, "overview").say(
        "missed",
        lang,
        noun=release.city.measure.noun(lang),
        nobody=not rows["tone"].eq("hard").any(),
        shares=bool(hard["gap_pct"].notna().any()),
        places=places,
        doubtful=[{"name": release.county_name(lang, code)} for code in doubtful["county_code"]],
    )


def _complete(release: Release) -> bool:
    """Whether the year has ended: nothing is expected of it any more."""
    return release.period.endswith("-12")


def revised(release: Release, lang: str) -> str:
    """Return what of the change since last month is no news but a revision of the data."""
    growth = whole(release, "output_growth_ytd")
    return of_release(release, "overview").say(
        "revised",
        lang,
        before=before(release),
        growth_revision=growth.get("revision"),
        growth_told=growth.get("told"),
    )


def key_figures(release: Release, lang: str) -> Markup:
    """Return the first four of: value added, the measure, its month, the year end, hard targets."""
    text = of_release(release, "overview")
    titles = text.labels("cards", lang)
    noun = release.city.measure.noun(lang)
    number = int(release.period[5:])
    name, expected = month_name[number], text.say("card_year_end", lang, noun=noun)
    made = [
        _growth(release, lang, "va_growth_ytd", titles["added"], "added"),
        _value(
            release,
            lang,
            text.say("card_value", lang, noun=noun, until=until(release, lang, release.period)),
        ),
        _month(release, lang, text.say("card_month", lang, noun=noun, number=number, name=name)),
        _growth(release, lang, "output_year_end_growth", expected, "year_end"),
        _hard(release, lang, titles["hard"]),
    ]
    return cards([card for card in made if card][:MOST_CARDS])


def _growth(release: Release, lang: str, name: str, title: str, role: str) -> Card | None:
    """A growth: how it moved, and how sure its target is."""
    own, text = whole(release, name), of_release(release, "overview")
    if pd.isna(own.get("now")) or (role == "year_end" and _complete(release)):
        return None
    if role == "added":
        moved = _since(release, lang, own)
    else:
        moved = text.say("expected_was", lang, value=own["before"], change=own["change"])
    drawn = added_course(release) if role == "added" else []
    return Card(
        title,
        figure_text(name, "pct", own["now"], False, lang),
        [note for note in (moved, _aim(release, lang, AIMED[role])) if note],
        sparkline(drawn, text.say("course", lang, name=title)),
        alert=sign(own["change"]) < 0,
    )


def _since(release: Release, lang: str, own: pd.Series) -> str:
    earlier = until(release, lang, before(release))
    return of_release(release, "overview").say(
        "since", lang, until=earlier, change=own.get("change")
    )


def _aim(release: Release, lang: str, indicator: str) -> str:
    rows = aims(release)
    own = rows[(rows["county_code"] == WHOLE) & (rows["indicator"] == indicator)]
    own = own[(own["kind"] == "growth_pct") & own["tone"].notna()]
    if own.empty:
        return ""
    row = own.iloc[0]
    return of_release(release, "overview").say(
        "aim",
        lang,
        target=row["target_value"],
        tone=value_label("overview_targets", "tone", row["tone"], lang),
        chance=row["chance_pct"],
        chance_before=row["chance_before_pct"],
    )


def _value(release: Release, lang: str, title: str) -> Card | None:
    own, growth = whole(release, "output_ytd"), whole(release, "output_growth_ytd")
    if pd.isna(own.get("now")):
        return None
    text = of_release(release, "overview")
    since = _since(release, lang, growth)
    unit = release.city.unit_of(figures()["output_ytd"][1])
    note = text.say("grown", lang, growth=growth.get("now"), said=since or None)
    drawn = sparkline(course(release, WHOLE), text.say("course", lang, name=title))
    return Card(
        title,
        figure_text("output_ytd", unit, own["now"], False, lang),
        [note] if note else [],
        drawn,
        alert=sign(growth.get("change", 0.0)) < 0,
    )


def _month(release: Release, lang: str, title: str) -> Card | None:
    own = whole(release, "output_growth_month")
    if pd.isna(own.get("now")):
        return None
    note = of_release(release, "overview").say("was", lang, value=own["before"])
    return Card(
        title,
        figure_text("output_growth_month", "pct", own["now"], False, lang),
        [note] if note else [],
        alert=sign(own["change"]) < 0,
    )


def _hard(release: Release, lang: str, title: str) -> Card | None:
    leading = _judged(release)
    if leading.empty:
        return None
    text = of_release(release, "overview")
    tones = leading["tone"].value_counts()
    number = int(tones.get("hard", 0))
    counted = {"open": int(tones.get("open", 0)), "steady": int(tones.get("steady", 0))}
    return Card(
        title,
        text.say("counties", lang, number=number),
        [text.say("hard_count", lang, **counted)],
    )


def _judged(release: Release) -> pd.DataFrame:
    """The targets by which counties are judged, where that may be shown."""
    rows = aims(release)
    return rows[rows["leads"] & (rows["county_code"] != WHOLE) & rows["tone"].notna()]


def _only(rows: pd.DataFrame, column: str) -> Any:
    return rows[column].iloc[0] if len(rows) else None
