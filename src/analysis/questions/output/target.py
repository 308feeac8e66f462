"""How a target is said: how likely it is, what the rest of the year must bring, how far it is."""

import math
from collections.abc import Mapping

import pandas as pd

from analysis.display.numbers import amount, percent, points
from analysis.tables.release import Release

USUAL_YEARS = 3
"""As `analysis.forecast` takes them; repeated, since that import is slow."""
HOPELESS_PCT = 10.0
"""Below this probability a rest of more than twice last year's is called out of reach."""


def target_clause(
    target: pd.Series, own: pd.Series, unit: str, flow: bool, years: str, lang: str
) -> str:
    """Say a target after the expected year end, without the last full stop.

    Parameters
    ----------
    target
        A row of `output_targets`.
    own
        The same unit's row of `output_outlook`.
    unit, flow
        Unit of the values; whether growth is comparable, over last year as restated.
    years
        The years whose course is the usual one: 2019—2021.
    """
    goal = amount(target["target_value"], unit, lang)
    chance = likely(target["probability_pct"], lang)
    if lang == "zh":
        text = f"。全年目标{goal}，达到目标的概率{chance}"
    else:
        text = f". Target {goal}: probability {chance}"
    return text + _required(target, own, unit, flow, lang) + _ahead(target, years, lang)


def usual_years(release: Release, lang: str) -> str:
    """The complete years, at most `USUAL_YEARS`, whose course the year's is held against."""
    own = release.table("output_series").query("county_code == @release.county")
    a_year = 12 if release.indicator == "electricity" else 11
    year, month_number = int(release.period[:4]), int(release.period[5:])
    complete = (int(own["periods"].max()) - (month_number - 12 + a_year)) // a_year
    first = year - min(complete, USUAL_YEARS)
    dash = "—" if lang == "zh" else "–"
    return f"{first}{dash}{year - 1}" if first < year - 1 else f"{year - 1}"


def likely(chance: float, lang: str) -> str:
    """Say a probability in percent; never as certain or impossible."""
    if lang == "zh":
        return "99%以上" if chance > 99 else "不足1%" if chance < 1 else f"{chance:.0f}%"
    return "above 99 %" if chance > 99 else "below 1 %" if chance < 1 else f"{chance:.0f} %"


def unlikely(targets: pd.DataFrame, nouns: Mapping[str, str], lang: str) -> list[str]:
    """Name the targets that are more likely missed than reached, in one sentence or none.

    Parameters
    ----------
    targets
        Rows of `output_targets`.
    nouns
        What the indicators are called.
    """
    missed = targets[targets["probability_pct"] < 50]
    said = [
        (nouns[name], likely(chance, lang))
        for name, chance in zip(missed["indicator"], missed["probability_pct"], strict=True)
    ]
    if not said:
        return []
    if lang == "zh":
        listed = "、".join(f"{noun}（达标概率{chance}）" for noun, chance in said)
        return [f"其他目标中有{len(said)}项可能完不成：{listed}。"]
    listed = ", ".join(f"{noun} (probability {chance})" for noun, chance in said)
    return [f"Other targets likely to be missed: {listed}."]


def _required(target: pd.Series, own: pd.Series, unit: str, flow: bool, lang: str) -> str:
    if not target["required_rest"] > 0:
        return ""
    need = amount(target["required_rest"], unit, lang)
    growth = float(target["required_growth_rest_pct"])
    hopeless = target["probability_pct"] < HOPELESS_PCT
    last = own["remaining_periods"] == 1
    times = f"{1 + growth / 100:.1f}"
    rate = f"{abs(growth):.1f}"
    if lang == "zh":
        rest, before = ("12月", "上年12月") if last else ("剩余各期", "上年同期")
        basis = "（可比口径）" if flow else ""
        if growth < 0:
            return f"；{rest}完成{need}即可达标（{'可比口径' if flow else ''}比{before}低{rate}%）"
        text = f"；{rest}需完成{need}"
        if growth > 100:
            end = "，已难以完成" if hopeless else ""
            return f"{text}，约为{before}的{times}倍{basis}{end}"
        return f"{text}，需比{before}{percent(growth / 100, lang)}{basis}" if growth >= 0 else text
    rest, before = (
        ("December", "last December's") if last else ("the rest of the year", "last year's rest")
    )
    basis = ", comparable" if flow else ""
    if growth < 0:
        return f"; {need} in {rest} is enough ({rate} % below {before}{basis})"
    text = f"; {rest} must bring {need}"
    if growth > 100:
        end = ", hardly possible now" if hopeless else ""
        return f"{text}, {times} times {before}{basis}{end}"
    return f"{text} (+{rate} % on {before}{basis})" if growth >= 0 else text


def _ahead(target: pd.Series, years: str, lang: str) -> str:
    ahead = target["ahead_pp"]
    if not math.isfinite(ahead):
        return ""
    level = abs(ahead) < 0.05
    done = f"{target['progress_pct']:.1f}%"
    if lang == "zh":
        side = "快" if ahead >= 0 else "慢"
        beside = (
            f"与{years}年同期相当" if level else f"比{years}年同期{side}{points(abs(ahead), lang)}"
        )
        return f"；目标完成进度{done}，{beside}"
    side = "ahead of" if ahead >= 0 else "behind"
    beside = "as in" if level else f"{points(abs(ahead), lang)} {side}"
    return f"; {done} of the target is done, {beside} the course of {years}"
