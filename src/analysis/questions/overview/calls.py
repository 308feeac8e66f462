"""What calls for action, target by target: who fell, who was asked too much, who will miss."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.display.filters import capital
from analysis.display.numbers import SCALES, amounts, points
from analysis.display.parts import Action, Tone, actions
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.questions.overview.places import aims, figure
from analysis.questions.overview.tables import ACTIONS
from analysis.tables.indicator import GROWTH
from analysis.tables.registry import indicators
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

MOST = 6
"""So many things to do stand on the page; the board has all targets."""
FARTHEST = ("gap_pct", "gap")
"""What counties that will miss their target are ordered by: who lacks most comes first."""
TONES: dict[str, Tone] = {"fell": "open", "asks_more": "hard", "hard": "hard"}


def calls(release: Release, lang: str) -> Markup:
    """Return what needs doing: of the counties' targets, of the whole's, and what is behind."""
    listed = [*_of_targets(release, lang), *_behind(release, lang)]
    return actions(listed[:MOST])


def _of_targets(release: Release, lang: str) -> Iterator[Action]:
    """An action a target and a reason; other targets of counties than those that lead are less."""
    rows = aims(release)
    rows = rows[rows["action"].notna()]
    rows = rows[rows["leads"] | rows["county_code"].eq(WHOLE) | rows["action"].eq("fell")]
    order = {name: place for place, name in enumerate(ACTIONS)}
    for indicator, own in rows.groupby("indicator", sort=False):
        for name in sorted(own["action"].unique(), key=order.__getitem__):
            named = own[own["action"] == name].sort_values([*FARTHEST], kind="stable")
            whole = named["county_code"].eq(WHOLE)
            named = pd.concat([named[whole], named[~whole]])
            yield _action(release, lang, str(indicator), name, named)


def _action(release: Release, lang: str, indicator: str, name: str, rows: pd.DataFrame) -> Action:
    text = of_release(release, "overview")
    month = figure(release, "output_growth_month")["now"]
    gaps = distances(release, rows, lang)
    held = [
        _facts(release, lang, row, month) | {"gap": gap or None}
        for gap, (_, row) in zip(gaps, rows.iterrows(), strict=True)
    ]
    said = {
        "aim": called(release, lang, indicator),
        "period": release.period,
        "rest": text.say("rest", lang, month=int(release.period[5:])) or None,
    }
    subject = capital(text.say("subjects", lang, names=[place["name"] for place in held]))
    alone = f"{name}_alone" if len(held) == 1 else ""
    given: dict[str, Any] = (
        {**said, **held[0]} if alone in text.sentences else {**said, "places": held}
    )
    entry = alone if alone in text.sentences else name
    slots = {slot: given[slot] for slot in text.sentences[entry].slots}
    return Action(subject, text.say(entry, lang, **slots), TONES[name])


def deeds(release: Release, lang: str) -> dict[str, str]:
    """Return what to do about the county's own targets that call for action, by indicator."""
    rows, text = aims(release), of_release(release, "overview")
    own = rows[rows["county_code"].eq(release.county) & rows["action"].notna()]
    rest = text.say("rest", lang, month=int(release.period[5:])) or None
    said = {}
    for place in range(len(own)):
        row = own.iloc[place]
        (gap,) = distances(release, own.iloc[[place]], lang)
        said[str(row["indicator"])] = text.say(
            "deed",
            lang,
            action=row["action"],
            gap=gap or None,
            asked=row["asked_growth_pct"],
            growth=row["growth_pct"],
            rest=rest,
            needed=row["needed_growth_pct"] if row["leads"] else None,
        )
    return said


def called(release: Release, lang: str, indicator: str) -> str:
    """Return what a target is a target of; without what stands in brackets behind it."""
    if indicator == "output":
        return release.city.measure.noun(lang)
    return str(getattr(indicators()[indicator], lang)).partition("（")[0]


def _facts(release: Release, lang: str, row: pd.Series, month: pd.Series) -> dict[str, Any]:
    county = row["county_code"]
    own = release.place_name(lang) if county == WHOLE else release.county_name(lang, county)
    leads = row["leads"]
    return {
        "name": own,
        "before": row["chance_before_pct"],
        "chance": row["chance_pct"],
        "month": month.get(county) if leads else None,
        "needed": row["needed_growth_pct"] if leads else None,
        "asked": row["asked_growth_pct"],
        "growth": row["growth_pct"],
        "target": _said(row, row["target_value"], "pct", lang),
    }


def distances(release: Release, rows: pd.DataFrame, lang: str) -> list[str]:
    """Return how far targets of one unit are expected over or short: 缺口8.68亿元（3.8%）.

    All are in the unit that suits the largest; of growth they are points. Empty where not known.
    """
    text = of_release(release, "overview")
    return [
        text.say("distance", lang, over=gap >= 0, amount=size, pct=pct) if pd.notna(gap) else ""
        for size, gap, pct in zip(sizes(rows, lang), rows["gap"], rows["gap_pct"], strict=True)
    ]


def sizes(rows: pd.DataFrame, lang: str) -> Sequence[str]:
    """Return how far targets of one unit are expected from what they are, in one unit."""
    unit = next(iter(rows["unit"].astype("str")), "")
    if rows["kind"].eq(GROWTH).any() or f"{unit} {lang}" not in SCALES:
        return [_said(row, abs(row["gap"]), "pp", lang) for _, row in rows.iterrows()]
    return amounts(rows["gap"].abs(), unit, lang)


def _said(row: pd.Series, value: float, of_growth: str, lang: str) -> str:
    """A value of a row of targets with its unit, without a sign."""
    if row["kind"] == GROWTH and of_growth == "pp":
        return points(value, lang)
    unit = of_growth if row["kind"] == GROWTH else str(row["unit"])
    return figure_text(str(row["chance_figure"]), unit, value, False, lang).lstrip("+")


def _behind(release: Release, lang: str) -> Iterator[Action]:
    """The whole's targets that are behind schedule by the board's own rule."""
    if release.why_omitted("board"):
        return
    states = release.table("board_states")
    red = states[(states["state"] == "now") & (states["light"] == "red")]
    names = release.table("board_targets").set_index(["indicator", "county_code"])[f"name_{lang}"]
    own = red[red["county_code"] == WHOLE]
    if len(own):
        said = [names[(name, WHOLE)] for name in own["indicator"]]
        text = of_release(release, "overview")
        yield Action(
            capital(release.place_name(lang)), text.say("behind", lang, names=said), "hard"
        )
