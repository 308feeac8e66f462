"""The tables of the output report, section by section; None where there is none.

Growth of value added has no levels, so some sections differ by indicator; a county's total that is
withheld leaves its sections out.
"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.drawn import Shown, cached
from analysis.display.labels import unit_label, value_label
from analysis.display.marks import UNDEFINED
from analysis.display.numbers import amount, amounts, month
from analysis.display.tables import publication_table
from analysis.questions.output import notes
from analysis.questions.output.effect_names import effect_title
from analysis.questions.output.indicator import indicator_of
from analysis.questions.output.text import totals, words
from analysis.tables.release import Release
from analysis.tables.units import in_currency

if TYPE_CHECKING:
    from great_tables import GT

TINY_BASE_PCT = 300.0
"""Growth above this says that an enterprise had hardly begun last year."""


def targets(release: Release, lang: str) -> "GT | None":
    """All targets of the county: kind, target, expected year end, probability, required rest."""
    rows = release.all().table("output_targets")
    own = rows[(rows["county_code"] == release.county) & ~rows["masked"]]
    if own.empty:
        return None
    zh = lang == "zh"
    frame = pd.DataFrame([_target(release, row, lang) for _, row in own.iterrows()])
    names = ["指标", "目标", "全年预计（80%区间）", "达标概率", "余下各期需"]
    if not zh:
        names = ["Indicator", "Target", "Expected (80%)", "Probability", "Rest must bring"]
    return publication_table(
        frame,
        "output_targets",
        lang,
        title="全年目标一览" if zh else "Targets of the year",
        titles=dict(zip(frame, names, strict=True)),
    )


def effects(release: Release, lang: str) -> "GT | None":
    """Effects of the festival and of shocks on the county's series, with their intervals."""
    rows = totals(release, "output_effects")
    if rows.empty or not rows["converged"].all():
        return None
    shown = rows[["effect", "effect_pct", "effect_lo95_pct", "effect_hi95_pct"]]
    block = indicator_of(release) != "electricity" and release.city.measure.kind == "flow"
    return publication_table(
        shown.assign(effect=[effect_title(name, lang, block) for name in shown["effect"]]),
        "output_effects",
        lang,
    )


def what_if(release: Release, lang: str) -> "GT | None":
    """The year if the county lost or gained a share of what it is expected to bring."""
    rows = totals(release, "output_what_if")
    # An enterprise that stops takes no known part of an index.
    if rows.empty or (_of_measure(release) and release.city.measure.kind == "index"):
        return None
    said, zh = words(release, lang), lang == "zh"
    # Few columns: the table is read on a phone.
    frame = pd.DataFrame(
        {
            "event": [
                _event(name, change, since, lang)
                for name, change, since in zip(
                    rows["event"], rows["change_pct"], rows["first_period"], strict=True
                )
            ],
            "effect_value": amounts(rows["effect_value"], said.unit, lang, change=True),
            "year_end_with_event": amounts(rows["year_end_with_event"], said.unit, lang),
            "growth_with_event_pct": _signed(rows["growth_with_event_pct"], 1),
            "effect_pp": _signed(rows["effect_pp"], 2),
        }
    )
    title = "假设测算" if zh else "What if"
    table = publication_table(frame, "output_what_if", lang, title=title)
    return table.cols_align("right", columns=list(frame)[1:])


def _of_measure(release: Release) -> bool:
    return indicator_of(release) == "output"


def _signed(changes: pd.Series, places: int) -> list[str]:
    return [UNDEFINED if pd.isna(x) else f"{x:+,.{places}f}" for x in changes]


def _percent(change: float) -> str:
    return UNDEFINED if pd.isna(change) else f"{change:+.1f}%"


def _event(name: str, change_pct: float, since: str, lang: str) -> str:
    event, start = value_label("output_what_if", "event", name, lang), month(since, lang)
    if lang == "zh":
        return f"{event}：{start}起每期{change_pct:+.0f}%"
    return f"{event[:1].upper()}{event[1:]}: {change_pct:+.0f}% from {start} on"


def coverage(release: Release, lang: str) -> "Shown | None":
    """How often intervals held."""
    frame = notes.coverage(release, lang)
    if frame.empty:
        return None
    of_growth = indicator_of(release) == "value_added"
    table = "output_growth_errors" if of_growth else "output_coverage"
    title = "累计数区间覆盖率" if lang == "zh" else "Coverage of intervals of sums"
    return cached(
        release,
        "output",
        "coverage",
        lang,
        lambda: publication_table(frame, table, lang, title=title),
    )


def enterprises(release: Release, lang: str) -> "list[GT]":
    """Enterprises that pulled most and dragged most, and the year if one stopped; internal."""
    if not _of_measure(release):
        return []
    zh = lang == "zh"
    unit = unit_label(in_currency("10k_cny", release.city.currency), lang)
    parts: list[tuple[pd.DataFrame, str, str]] = []
    if release.has("output_movers"):
        movers = release.table("output_movers").sort_values("pull_pp")
        up = f"拉动最多的企业（{unit}）" if zh else f"Strongest pulls ({unit})"
        down = f"下拉最多的企业（{unit}）" if zh else f"Strongest drags ({unit})"
        parts.append((movers[movers["pull_pp"] > 0].iloc[::-1], "output_movers", up))
        parts.append((movers[movers["pull_pp"] < 0], "output_movers", down))
    if release.has("output_stops"):
        stops = release.table("output_stops")
        title = f"重点企业停产测算（{unit}）" if zh else f"If a large enterprise stopped ({unit})"
        if len(stops):
            since = month(str(stops["first_period"].iloc[0]), lang)
            title += f"：自{since}起" if zh else f": from {since} on"
        parts.append((stops.drop(columns="first_period"), "output_stops", title))
    return [_enterprises(release, *part, lang) for part in parts if len(part[0])]


def _enterprises(release: Release, rows: pd.DataFrame, table: str, title: str, lang: str) -> "GT":
    """A list of enterprises; growth from a tiny base is marked, changes carry their sign."""
    zh = lang == "zh"
    names = release.industry_names(lang)
    shown = rows.drop(columns=["county_code", "uscc", "masked"])
    shown = shown.assign(industry_code=[names[code] for code in rows["industry_code"]])
    notes = []
    signed = {"change_value": 0, "effect_value": 0, "growth_pct": 1, "growth_with_event_pct": 1}
    signed |= {"pull_pp": 2, "effect_pp": 2}
    changes = {column: _signed(shown[column], n) for column, n in signed.items() if column in shown}
    if "growth_pct" in shown:
        tiny = shown["growth_pct"] > TINY_BASE_PCT
        changes["growth_pct"] = [
            f"{text} †" if mark else text
            for text, mark in zip(changes["growth_pct"], tiny, strict=True)
        ]
        if tiny.any():
            notes.append(
                f"†：上年同期基数很小，增速超过{TINY_BASE_PCT:.0f}%，只看增减额和拉动。"
                if zh
                else f"†: last year's base is tiny, growth above {TINY_BASE_PCT:.0f}%; "
                "read the change and the pull."
            )
    made = publication_table(
        shown.assign(**changes),
        table,
        lang,
        title=title,
        titles={"industry_code": "行业" if zh else "Industry"},
        notes=notes,
    )
    return made.cols_align("right", columns=list(changes))


def _target(release: Release, row: pd.Series, lang: str) -> dict[str, str]:
    """One line of the list of targets; amounts of a level, percent of growth alone."""
    zh = lang == "zh"
    of = release.of(indicator=str(row["indicator"]))
    said = words(of, lang)
    chance = float(row["probability_pct"])
    likely = ">99%" if chance > 99 else "<1%" if chance < 1 else f"{chance:.0f}%"
    likely = UNDEFINED if pd.isna(chance) else likely
    growth = [_percent(row[f"year_end_growth{end}_pct"]) for end in ("", "_lo80", "_hi80")]
    to = "至" if zh else " to "
    grew = f"{growth[0]} ({growth[1].rstrip('%')}{to}{growth[2]})"
    rest = row["required_growth_rest_pct"]
    need = _percent(rest)
    goal = _percent(row["target_growth_pct"])
    if indicator_of(of) != "value_added":
        ends = [amount(row[name], said.unit, lang) for name in ("year_end_value", "lo80", "hi80")]
        if row["target_kind"] == "level":
            goal = f"{amount(row['target_value'], said.unit, lang)} ({goal})"
            grew = f"{ends[0]} ({ends[1]}{to}{ends[2]})"
        if row["required_rest"] > 0 and pd.notna(rest):
            need = f"{amount(row['required_rest'], said.unit, lang)} ({need})"
    kind = {"level": ("总量", "level"), "growth_pct": ("增速", "growth")}[row["target_kind"]]
    noun = (
        f"{said.noun}（{kind[0]}）" if zh else f"{said.noun[:1].upper()}{said.noun[1:]} ({kind[1]})"
    )
    return {"indicator": noun, "goal": goal, "end": grew, "chance": likely, "rest": need}
