"""What a county's page says of output first: one sentence, and its key figures."""

import math
from typing import Any

import pandas as pd

from analysis.display.filters import capital
from analysis.display.numbers import amount, chance, printed_change, signed
from analysis.display.parts import Card, sparkline
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.output.target import gap_pct, verdict
from analysis.questions.output.text import whole, words
from analysis.questions.output.value_added import SO_FAR, among, course
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

ALERT_PP = 1.0
"""A fall of the growth of the year to date by so many points in a month is marked."""
SHOWN = 22
"""Periods of a card's course: two years of eleven."""


def finding(release: Release, lang: str) -> str:
    """Growth and the judgement on the year's target, in one sentence; empty without either."""
    own, goal = whole(release, "output_outlook"), whole(release, "output_targets")
    known = pd.Series(dtype=float) if own is None else own
    target = pd.Series(dtype=float) if goal is None else goal
    return of_release(release, "output").say(
        "brief",
        lang,
        county=release.place_name(lang),
        noun=words(release, lang).noun,
        added_growth=_added(release).get(SO_FAR),
        growth=known.get("ytd_growth_pct"),
        verdict=verdict(target),
        gap=target.get("gap_value"),
        target=target.get("target_value"),
        gap_pct=gap_pct(target),
        unit=words(release, lang).unit,
    )


def opening(release: Release, pulled: Stated | None, lang: str) -> dict[str, str]:
    """What changed and what pulled, each under its word: `report.lead`."""
    text, own = of_release(release, "output"), whole(release, "output_outlook")
    goal = whole(release, "output_targets")
    added, month = _place_of_added(release), _now_and_before(release, "output_growth_month")
    changed = text.say(
        "opening",
        lang,
        noun=words(release, lang).noun,
        step=added.get("step"),
        rank=added.get("rank"),
        was=added.get("was"),
        month=None if own is None else own["month_growth_pct"],
        month_was=month.get("before"),
        chance=None if goal is None else goal["probability_pct"],
        chance_was=_chance_before(release),
    )
    drivers = text.say(
        "drivers",
        lang,
        noun=words(release, lang).noun,
        growth=None if own is None else own["ytd_growth_pct"],
        finding=pulled.finding if pulled else None,
    )
    word = text.labels("opening", lang)
    return {word["changed"]: changed, word["pulled"]: drivers}


def cards(release: Release, lang: str) -> list[Card]:
    """Value added, the measure of the city, the chance of its target: those that are known."""
    every = (_value_added(release, lang), _measured(release, lang), _chance(release, lang))
    return [card for card in every if card is not None]


def _added(release: Release) -> dict[str, Any]:
    """The county's published growth of value added at the period."""
    rows = course(release)
    now = rows[(rows["stage"] == "actual") & (rows["period"] == release.period)]
    return now.iloc[0].to_dict() if len(now) else {}


def _value_added(release: Release, lang: str) -> Card | None:
    place = _place_of_added(release)
    if not place:
        return None
    text, rows = of_release(release, "output"), course(release)
    came = rows.loc[rows["stage"] == "actual", SO_FAR]
    step = place.pop("step")
    notes = text.say_each({"since": {"step": step}, "place": place}, lang)
    title = text.labels("cards", lang)["added"]
    return Card(
        title,
        f"{signed(_added(release)[SO_FAR], 1)}%",
        notes,
        sparkline(list(came.tail(SHOWN)), title),
        alert=step <= -ALERT_PP,
    )


def _place_of_added(release: Release) -> dict[str, Any]:
    """How growth of value added moved in a month: `step`, `rank`, `of`, `was`; empty if none."""
    growth = _added(release).get(SO_FAR, math.nan)
    if math.isnan(growth):
        return {}
    rows = course(release)
    this = rows[(rows["stage"] == "actual") & (rows["period"].str[:4] == release.period[:4])]
    before = this.iloc[-2] if len(this) > 1 else pd.Series(dtype=object)
    place = among(release, growth, release.period)
    was = among(release, before[SO_FAR], before["period"]) if len(before) else {"rank": None}
    step = printed_change(growth, before.get(SO_FAR, math.nan))
    return {"step": step, "rank": place["rank"], "of": place["of"], "was": was["rank"]}


def _measured(release: Release, lang: str) -> Card | None:
    own = whole(release, "output_outlook")
    if own is None:
        return None
    text, said = of_release(release, "output"), words(release, lang)
    rows = release.quantities("output").query("county_code == @release.county")
    ranks = rows.set_index("quantity")[["rank", "of"]].to_dict("index")
    place = ranks.get("output_growth_ytd", {"rank": None, "of": None})
    notes = text.say_each(
        {
            "grew": {"growth": own["ytd_growth_pct"], "month": own["month_growth_pct"]},
            "place": {"rank": place["rank"], "of": place["of"], "was": _rank_before(release)},
        },
        lang,
    )
    return Card(capital(said.noun), amount(own["ytd_value"], said.unit, lang), notes)


def _rank_before(release: Release) -> float | None:
    """The place by growth a month ago, as the front page has it; of the same counties as now."""
    if not release.has("overview_figures"):
        return None
    rows = release.everywhere("overview_figures", ["value"], figure="output_growth_ytd")
    rows = rows[(rows["county_code"] != WHOLE) & rows["value"].notna()].set_index("county_code")
    then, now = (rows.loc[rows["state"] == state, "value"] for state in ("before", "now"))
    if release.county not in then or {*then.index} != {*now.index}:
        return None
    return float(then.rank(method="min", ascending=False)[release.county])


def _now_and_before(release: Release, figure: str) -> dict[str, float]:
    """A figure of the county by state, as the front page has it; empty where it has none."""
    if not release.has("overview_figures"):
        return {}
    rows = release.everywhere("overview_figures", ["value"], figure=figure)
    own = rows[(rows["county_code"] == release.county) & rows["value"].notna()]
    return dict(zip(own["state"], own["value"], strict=True))


def _chance(release: Release, lang: str) -> Card | None:
    goal = whole(release, "output_targets")
    if goal is None or pd.isna(goal["probability_pct"]):
        return None
    text, said = of_release(release, "output"), words(release, lang)
    notes = text.say_each(
        {
            "chance_was": {"was": _chance_before(release)},
            "aim": {
                "target": goal["target_value"],
                "gap": goal["gap_value"],
                "gap_pct": gap_pct(goal),
                "unit": said.unit,
            },
        },
        lang,
    )
    return Card(text.labels("cards", lang)["chance"], chance(goal["probability_pct"], lang), notes)


def _chance_before(release: Release) -> float | None:
    """The probability of a month ago, where the front page's question was answered."""
    if not release.has("overview_targets"):
        return None
    rows = release.table("overview_targets").query(
        "indicator == 'output' and county_code == @release.county and not masked"
    )
    return None if rows.empty else float(rows["chance_before_pct"].iloc[0])
