"""What a county's page says of its targets: how far each is, and what needs doing first."""

from collections.abc import Mapping

import pandas as pd

from analysis.display.labels import value_label
from analysis.display.marks import mark
from analysis.display.parts import Action, DrawnRow, Tone, actions, drawn_rows
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.board.text import board
from analysis.tables.release import Release

TONES: dict[str, Tone] = {"red": "hard", "amber": "open"}
MOST = 2
"""Things to do that a page begins with."""


def progress(release: Release, lang: str) -> Stated | None:
    """Every target: the share done of an amount, a tick where it should be; None without any."""
    rows = board(release, lang)
    if rows.empty:
        return None
    text = of_release(release, "board")
    drawn = [
        DrawnRow(row["name"], _said(row, lang), row["done_pct"], due=due)
        for (_, row), due in zip(
            rows.iterrows(), rows["schedule_pct"].where(rows["done_pct"].notna()), strict=True
        )
    ]
    lights = rows["light"].value_counts()
    finding = text.say(
        "brief",
        lang,
        judged=int(lights.sum()),
        reached=int(lights.get("green", 0)),
        behind=[*rows.loc[rows["light"] == "red", "name"]],
    )
    return Stated(
        drawn_rows(drawn, upto=100.0),
        finding,
        text.say("brief_measure", lang),
        release.city.source(lang),
    )


def to_do(release: Release, lang: str, deeds: Mapping[str, str]) -> str:
    """The targets that need doing most as a list: those behind, then those likely missed.

    `deeds`: what is to be done about them, by indicator.
    """
    rows = board(release, lang)
    behind = rows[rows["light"].eq("red")].sort_values("pace_pp")
    unlikely = rows[rows["light_year_end"].isin([*TONES])]
    # Of chances below 1 %, printed alike, the target that the city names first comes first.
    order = unlikely["chance_pct_year_end"].clip(lower=1.0).sort_values(kind="stable").index
    unlikely = unlikely.loc[order]
    first = pd.concat([unlikely, behind]).drop_duplicates("indicator").head(MOST)
    listed = [
        _action(release, row, lang, deeds.get(row["indicator"])) for _, row in first.iterrows()
    ]
    return actions(listed, of_release(release, "board").say("do_first", lang))


def _action(release: Release, row: pd.Series, lang: str, deed: str | None) -> Action:
    seen = pd.notna(row["chance_pct_year_end"]) and row["light_year_end"] in TONES
    said = of_release(release, "board").say(
        "to_do",
        lang,
        value=_figure(row, "value", lang),
        target=_figure(row, "target_value", lang),
        left=_left(row, lang),
        deed=deed or None,
        chance=row["chance_pct_year_end"] if seen else None,
        pace=row["pace_pp"],
        owner=row[f"owner_{lang}"],
    )
    light = row["light_year_end"] if seen else row["light"]
    return Action(row["name"], said, TONES[light])


def _left(row: pd.Series, lang: str) -> str | None:
    """What an amount still lacks of its target; None of growths and shares, and where withheld."""
    left = row["target_value"] - row["value"]
    if row["masked"] or pd.isna(row["done_pct"]) or not left > 0:
        return None
    return figure_text(row["figure"], row["unit"], left, False, lang)


def _said(row: pd.Series, lang: str) -> str:
    light = row["light"]
    word = "" if pd.isna(light) else value_label("board_states", "light", light, lang)
    value, target = _figure(row, "value", lang), _figure(row, "target_value", lang)
    return " · ".join(filter(None, (f"{value} / {target}", word)))


def _figure(row: pd.Series, column: str, lang: str) -> str:
    """A figure in its own unit, or a mark; a target is nobody's secret."""
    hidden = bool(row["masked"]) and column != "target_value"
    if pd.isna(row["figure"]) or (pd.isna(row[column]) and not hidden):
        return mark(hidden)
    return figure_text(row["figure"], row["unit"], row[column], hidden, lang)
