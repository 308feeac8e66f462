"""The board in words: each target's figures in their own unit, beside those of a month before."""

from collections.abc import Callable, Mapping
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from great_tables import GT

from analysis.display.filters import capital
from analysis.display.labels import value_label
from analysis.display.marks import MASK, UNDEFINED, mark
from analysis.display.numbers import chance, fixed, signed
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.display.style import RATINGS
from analysis.display.tables import publication_table
from analysis.questions.board.tables import LIGHTS, STANDING
from analysis.tables.dictionary import Table
from analysis.tables.release import Release
from analysis.tables.result_columns import pct
from analysis.tables.territory import WHOLE
from analysis.tables.units import UNITS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = {"zh": "年度目标", "en": "Targets of the year"}
DONE = ("value", "done_pct", "schedule_pct", "pace_pp", "gap", "needed", "light", "masked")
OUTLOOK = ("value", "low", "high", "chance_pct", "light", "masked")
GAPS = {
    "zh": {"up": ("差{}", "超{}"), "down": ("低{}", "高{}")},
    "en": {"up": ("{} short", "{} beyond"), "down": ("{} below", "{} above")},
}
"""Language → direction → what is said below the target, and above it."""
LETTERS = {"zh": 9, "en": 18}
"""Letters of an indicator's name in one line above the lights."""
SINCE = {"zh": "{}（上月{}）", "en": "{} (was {})"}
BARS = Table(
    name="board_bars",
    zh="目标进度",
    en="Targets",
    row=("一项目标", "one target"),
    key=(),
    columns={
        "done_pct": pct("完成", "Done", "of the target"),
        "target_pct": pct("目标", "Target"),
        "schedule_pct": pct("时序进度", "Schedule"),
    },
)
"""What the bars are: every target is 100."""


def board(release: Release, lang: str, counties: list[str] | None = None) -> pd.DataFrame:
    """Return the targets with their states side by side: `value`, `value_before`, `value_year_end`.

    Those of the release's county, or of `counties`; with `name` in the language.
    """
    wanted = [release.county] if counties is None else counties
    rows = release.table("board_targets").drop(columns="masked")
    rows = rows[rows["county_code"].isin(wanted)]
    states = release.table("board_states")
    key = ["indicator", "county_code"]
    for state, columns, ending in (
        ("now", DONE, ""),
        ("before", DONE, "_before"),
        ("year_end", OUTLOOK, "_year_end"),
    ):
        own = states[states["state"] == state].set_index(key)[[*columns]].add_suffix(ending)
        rows = rows.join(own, on=key)
    hidden = {c: rows[c].eq(True) for c in ("masked", "masked_before", "masked_year_end")}
    names = rows[f"name_{lang}"].map(capital)
    return rows.assign(name=names, **hidden).reset_index(drop=True)


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    rows = board(release, lang)
    lights = rows["light"].value_counts()
    unlikely = rows[rows["light_year_end"].isin(["red", "amber"])]
    changed = rows[rows["light"].notna() & rows["light_before"].notna()]
    place = list(LIGHTS).index
    now, before = (changed[c].map(place).astype(int) for c in ("light", "light_before"))
    slots = {
        "county": release.place_name(lang),
        "period": release.period,
        "targets": len(rows),
        **{name: int(lights.get(name, 0)) for name in LIGHTS},
        "withheld": int(rows["masked"].sum()),
        "unjudged": int((rows["light"].isna() & ~rows["masked"]).sum()),
        "late": [_facts(row, lang) for _, row in rows[rows["light"] == "red"].iterrows()],
        "unlikely": [_facts(row, lang) for _, row in unlikely.iterrows()],
        "better": changed.loc[now < before, "name"].tolist(),
        "worse": changed.loc[now > before, "name"].tolist(),
        "seen": int(rows["light_year_end"].notna().sum()),
    }
    return of_release(release, "board").paragraphs("headline", lang, **slots)


def _facts(row: pd.Series, lang: str) -> dict[str, str | float]:
    return {
        "name": row["name"],
        "value": _value(row, "value", lang),
        "target": _value(row, "target_value", lang),
        "pace": row["pace_pp"],
        "chance": row["chance_pct_year_end"],
    }


def standings(release: Release, lang: str) -> GT:
    """Return all targets: done beside the month before, schedule, pace, both lights."""
    rows = board(release, lang)
    said = of_release(release, "board")
    each = [row for _, row in rows.iterrows()]
    columns = {
        "name": rows["name"],
        "target": [_target(row, lang) for row in each],
        "done": [_value(row, "value", lang) for row in each],
        "change": [_change(row, lang) for row in each],
        "done_pct": [_number(row, "done_pct") for row in each],
        "schedule": [_schedule(row, lang) for row in each],
        "pace": [_number(row, "pace_pp", signed) for row in each],
        "light": [_light_since(row, lang) for row in each],
        "forecast": [_light(row, "_year_end", lang) for row in each],
    }
    titles = said.labels("standings", lang)
    title = said.labels("tables", lang)["standings"]
    return publication_table(pd.DataFrame(columns), STANDING, lang, titles=titles, title=title)


def outlook(release: Release, lang: str) -> GT:
    """Return what is missing, what a month must bring, the year end by a model, and the owner."""
    rows = board(release, lang)
    said = of_release(release, "board")
    each = [row for _, row in rows.iterrows()]
    columns = {
        "name": rows["name"],
        "gap": [_gap(row, lang) for row in each],
        "needed": [_value(row, "needed", lang) for row in each],
        "expected": [_value(row, "value_year_end", lang) for row in each],
        "interval": [_interval(row, lang) for row in each],
        "chance": [
            mark(row["masked_year_end"])
            if pd.isna(row["chance_pct_year_end"])
            else chance(row["chance_pct_year_end"], lang)
            for row in each
        ],
        "owner": rows[f"owner_{lang}"],
    }
    titles = said.labels("outlook", lang)
    title = said.labels("tables", lang)["outlook"]
    return publication_table(pd.DataFrame(columns), STANDING, lang, titles=titles, title=title)


def bars(release: Release, lang: str) -> pd.DataFrame:
    """Return the amounts and counts in percent of their targets; growths and shares have none."""
    rows = board(release, lang)
    rows = rows[rows["done_pct"].notna()].assign(target_pct=100.0)
    return rows[["name", "done_pct", "target_pct", "schedule_pct", "pace_pp"]]


def rates(release: Release, lang: str) -> pd.DataFrame:
    """Return the growths and shares in percent, each beside its target."""
    rows = board(release, lang)
    return rows[rows["unit"].eq("pct") & rows["value"].notna()]


def of_counties(release: Release, lang: str) -> pd.DataFrame:
    """Return the targets of the counties with their states, as `board` does."""
    return board(release, lang, [*release.neighbours])


def lights(release: Release, lang: str) -> "Figure | None":
    """Draw the lights of the counties by indicator; None where no county has a target."""
    from analysis.display.forms import strip

    own = of_counties(release, lang)
    rows = board(release, lang, [WHOLE, *release.neighbours])
    rows = rows[rows["indicator"].isin(own["indicator"])]
    codes = [code for code in (WHOLE, *release.neighbours) if rows["county_code"].eq(code).any()]
    titles = [fill(name, LETTERS[lang]) for name in own["name"]]
    return strip(
        rows,
        x="indicator",
        y="county_code",
        category="light",
        looks={c: (w, RATINGS[n]) for n, (c, w) in enumerate(words(lang).items())},
        names=(
            dict(zip(own["indicator"], titles, strict=True)),
            {code: release.county_name(lang, code) for code in codes},
        ),
        lang=lang,
    )


def words(lang: str) -> Mapping[str, str]:
    """Return light → word."""
    return {code: value_label("board_states", "light", code, lang) for code in LIGHTS}


def _value(row: pd.Series, column: str, lang: str) -> str:
    """A figure in its own unit; of what is counted a month needs whole ones."""
    value, hidden = row[column], _hidden(row, column)
    if pd.isna(row["figure"]):
        return UNDEFINED if pd.isna(value) else fixed(value)
    if column == "needed" and UNITS[row["unit"]].dimension == "count":
        value = np.ceil(value)
    return figure_text(row["figure"], row["unit"], value, hidden, lang)


def _hidden(row: pd.Series, column: str) -> bool:
    if column in ("target_value", "first_value"):
        return False
    return bool(row["masked_year_end" if column.endswith("_year_end") else "masked"])


def _number(row: pd.Series, column: str, how: Callable[[float, int], str] = fixed) -> str:
    return mark(row["masked"]) if pd.isna(row[column]) else how(row[column], 1)


def _target(row: pd.Series, lang: str) -> str:
    """The target; of a revised one the first, and since when it is another."""
    said = _value(row, "target_value", lang)
    if pd.isna(row["first_value"]):
        return said
    first, day = _value(row, "first_value", lang), f"{row['revised_on']:%Y-%m-%d}"
    return f"{said}（原{first}，{day}调整）" if lang == "zh" else f"{said} ({first} until {day})"


def _gap(row: pd.Series, lang: str) -> str:
    """How far the target is, in words: a sign would be read as the change's."""
    if pd.isna(row["gap"]) or pd.isna(row["figure"]):
        return mark(row["masked"])
    points = UNITS[row["unit"]].dimension == "ratio"
    size = figure_text(row["figure"], row["unit"], abs(row["gap"]), False, lang, change=points)
    return GAPS[lang][row["direction"]][row["gap"] < 0].format(size.lstrip("+"))


def _schedule(row: pd.Series, lang: str) -> str:
    if pd.notna(row["reason"]):
        return value_label("board_targets", "reason", row["reason"], lang)
    kind = value_label("board_targets", "schedule", row["schedule"], lang)
    if row["schedule"] == "throughout":
        return kind
    due = MASK if row["masked"] else f"{fixed(row['schedule_pct'])}%"
    return f"{due} · {kind}"


def _change(row: pd.Series, lang: str) -> str:
    """What a month brought; withheld where either end is."""
    hidden = bool(row["masked"] or row["masked_before"])
    change = row["value"] - row["value_before"]
    if pd.isna(change) or pd.isna(row["figure"]):
        return mark(hidden)
    return figure_text(row["figure"], row["unit"], change, hidden, lang, change=True)


def _light(row: pd.Series, state: str, lang: str) -> str:
    light = row[f"light{state}"]
    return mark(row[f"masked{state}"]) if pd.isna(light) else words(lang)[light]


def _light_since(row: pd.Series, lang: str) -> str:
    """The light; where a month ago it was another, that one too."""
    light, before = row["light"], row["light_before"]
    if pd.isna(light) or pd.isna(before) or light == before:
        return _light(row, "", lang)
    return SINCE[lang].format(*(words(lang)[code] for code in (light, before)))


def _interval(row: pd.Series, lang: str) -> str:
    if pd.isna(row["low_year_end"]):
        return mark(row["masked_year_end"])
    return " — ".join(_value(row, f"{side}_year_end", lang) for side in ("low", "high"))
