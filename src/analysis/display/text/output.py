"""Sentences on output: what an analyst writes every month, from the safe tables alone."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.display.labels import unit_label, value_label
from analysis.display.text.numbers import amount, month, percent, points, year_to_date
from analysis.tables import table
from analysis.tables.release import Release

NOUN = {
    "flow": ("规模以上工业总产值", "gross output of industry above the line"),
    "stock": ("工业就业人数", "industrial employment"),
}

SHORT_YEARS = 3
"""Years below which the seasonal pattern rests on too few repetitions."""


@dataclass(frozen=True)
class Words:
    """How a city's measure is said and drawn: its name, its unit, and the unit of figures."""

    noun: str
    unit: str
    scale: float
    shown_unit: str


def words(release: Release, lang: str) -> Words:
    """Return the words of the city's measure."""
    measure = release.city.measure
    unit = str(table(measure.table).metadata(measure.column)["unit"])
    noun = NOUN[measure.kind][0 if lang == "zh" else 1]
    if unit == "10k_cny":
        return Words(noun, unit, *((1e4, "亿元") if lang == "zh" else (1e5, "CNY billion")))
    return Words(noun, unit, 1.0, unit_label(unit, lang))


def whole(release: Release, name: str, county: str | None = None) -> pd.Series | None:
    """The row of a county's total (the report's own by default), None if none is published."""
    found = totals(release, name, county)
    return None if found.empty else found.iloc[0]


def totals(release: Release, name: str, county: str | None = None) -> pd.DataFrame:
    """The published rows of a county's total; those of `output_path` in time order."""
    rows = release.table(name)
    code = county or release.county
    own = rows[(rows["county_code"] == code) & (rows["industry_code"] == "total")]
    own = own[~own["masked"]]
    return own.sort_values("period", ignore_index=True) if "period" in own else own


def headline(release: Release, lang: str) -> list[str]:
    """What came, what is expected, and the target; withheld figures are not said."""
    own = whole(release, "output_outlook")
    if own is None:
        return [
            "本县合计数据为保护企业商业秘密不予公布。"
            if lang == "zh"
            else "The county's total is withheld to protect the business secrets of enterprises."
        ]
    said = [_came(release, own, lang), *_breadth(release, lang)]
    return ["".join(said) if lang == "zh" else " ".join(said), *_expected(release, own, lang)]


def target_note(release: Release, lang: str) -> str:
    """What is forecast, and a warning where the history is short."""
    flow = release.city.measure.kind == "flow"
    longest = int(release.table("output_series")["periods"].max())
    short = longest < SHORT_YEARS * (11 if flow else 12)
    if lang == "zh":
        what = (
            "预测对象：现价工业总产值（流量，1—2月合并，一年11期），增速按可比口径（本期/上年同期重报数）。"
            if flow
            else "预测对象：按月就业人数（存量，全年取各月平均）。"
        )
        return what + (f"历史仅{longest}期，只用简单模型，区间较宽。" if short else "")
    what = (
        "Forecast: gross output at current prices (a flow; January and February are one of eleven "
        "periods); growth is comparable, over last year as restated."
        if flow
        else "Forecast: monthly employment (a stock; the year is the mean of its months)."
    )
    note = f" Only {longest} periods of history: simple models, wide intervals."
    return what + (note if short else "")


def history_note(release: Release, lang: str) -> str:
    """How many series were forecast how, from the state of the county's series."""
    own = release.table("output_series").query("county_code == @release.county")
    counts = own.groupby("series_method").size()
    parts = [f"{value_label('series_method', how, lang)} {int(n)}" for how, n in counts.items()]
    breaks = int(own["level_break"].notna().sum())
    if lang == "zh":
        return f"本县{len(own)}个行业序列：{'，'.join(parts)}；其中口径变动{breaks}个。"
    return f"The county's {len(own)} series: {', '.join(parts)}; {breaks} with a level break."


def _came(release: Release, own: pd.Series, lang: str) -> str:
    zh = lang == "zh"
    said = words(release, lang)
    flow = release.city.measure.kind == "flow"
    value = amount(own["ytd_value"], said.unit, lang)
    growth = percent(own["ytd_growth_pct"] / 100, lang)
    place = release.county_name(lang)
    when = year_to_date(release.period, lang)
    count = own["enterprises"]
    if zh:
        firms = f"{count:.0f}家企业" if math.isfinite(count) else ""
        verb = "累计完成" if flow else "平均"
        text = f"{when}，{place}{firms}{verb}{said.noun}{value}，同比{growth}"
    else:
        firms = f" ({count:.0f} enterprises)" if math.isfinite(count) else ""
        verb = "reached" if flow else "averaged"
        text = f"{when}: {said.noun} of {place}{firms} {verb} {value} and {growth} on last year"
    text += _against_city(release, own, lang) + _latest(release, own, lang)
    return text + _value_added(release, lang) + ("。" if zh else ".")


def _against_city(release: Release, own: pd.Series, lang: str) -> str:
    city = whole(release, "output_outlook", "city")
    if city is None:
        return ""
    ahead = own["ytd_growth_pct"] - city["ytd_growth_pct"]
    everyone = release.table("output_outlook").query("tier == 'county' and not masked")
    rank = int((everyone["ytd_growth_pct"] > own["ytd_growth_pct"]).sum()) + 1
    level = abs(ahead) < 0.05
    if lang == "zh":
        side = "高于" if ahead >= 0 else "低于"
        beside = "与全市持平" if level else f"{side}全市{points(abs(ahead), lang)}"
        return f"，{beside}，居公布的{len(everyone)}个县(市、区)第{rank}位"
    side = "above" if ahead >= 0 else "below"
    beside = "as" if level else f"{points(abs(ahead), lang)} {side}"
    return f", {beside} all counties together (place {rank} of {len(everyone)} published counties)"


def _latest(release: Release, own: pd.Series, lang: str) -> str:
    first = release.city.measure.kind == "flow" and release.period.endswith("-02")
    if first or not math.isfinite(own["month_growth_pct"]):
        return ""
    growth = percent(own["month_growth_pct"] / 100, lang)
    when = month(release.period, lang)
    return f"，{when}当期{growth}" if lang == "zh" else f"; in {when} alone it {growth}"


def _value_added(release: Release, lang: str) -> str:
    rows = release.table("output_value_added").query(
        "county_code == @release.county and period == @release.period"
    )
    if rows.empty:
        return ""
    so_far, now = (
        rows[f"value_added_{name}_growth_pct"].iloc[0] / 100 for name in ("ytd", "month")
    )
    if not math.isfinite(so_far):
        return ""
    text = f"；工业增加值累计{percent(so_far, lang)}"
    month_too = f"，当月{percent(now, lang)}"
    if lang == "en":
        text = f"; value added {percent(so_far, lang)}"
        month_too = f", in the month it {percent(now, lang)}"
    return text + (month_too if math.isfinite(now) else "")


def _breadth(release: Release, lang: str) -> list[str]:
    """How many of the county's published industries grow."""
    cells = release.table("output_outlook").query(
        "county_code == @release.county and tier == 'cell' and not masked"
    )
    rated = cells["ytd_growth_pct"].dropna()
    if rated.empty:
        return []
    grew = int((rated > 0).sum())
    share = 100 * grew / len(rated)
    if lang == "zh":
        return [f"可公布的{len(rated)}个行业中{grew}个实现增长，增长面{share:.1f}%。"]
    return [f"Of {len(rated)} published industries {grew} grew ({share:.1f} %)."]


def _expected(release: Release, own: pd.Series, lang: str) -> list[str]:
    zh = lang == "zh"
    said = words(release, lang)
    year = release.period[:4]
    if own["remaining_periods"] == 0:
        return [
            f"{year}年已结束，以下预测为下一年各月。"
            if zh
            else f"{year} is complete; the forecast below is of the months after it."
        ]
    if not math.isfinite(own["year_end_value"]):
        return []
    value, low, high = (
        amount(own[name], said.unit, lang) for name in ("year_end_value", "lo80", "hi80")
    )
    growth = percent(own["year_end_growth_pct"] / 100, lang)
    change = f"{own['year_end_growth_pct']:+.1f} % on last year"
    text = (
        f"预计{year}年全年{value}（80%区间{low}至{high}），{growth}"
        if zh
        else f"Expected for all of {year}: {value} (80 % interval {low} to {high}), {change}"
    )
    return [text + _target(release, said, lang) + ("。" if zh else ".")]


def _target(release: Release, said: Words, lang: str) -> str:
    target = whole(release, "output_targets")
    if target is None:
        return ""
    goal = amount(target["target_value"], said.unit, lang)
    chance = target["probability_pct"]
    likely = "99%以上" if chance > 99 else "不足1%" if chance < 1 else f"{chance:.0f}%"
    if lang == "zh":
        text = f"。全年目标{goal}，达到目标的概率{likely}"
        if target["required_rest"] > 0:
            growth = percent(target["required_growth_rest_pct"] / 100, lang)
            need = amount(target["required_rest"], said.unit, lang)
            text += f"；剩余各期需完成{need}，比上年同期{growth}"
        return text + _ahead(target, lang)
    likely = "above 99 %" if chance > 99 else "below 1 %" if chance < 1 else f"{chance:.0f} %"
    text = f". Target {goal}: probability {likely}"
    if target["required_rest"] > 0:
        change = target["required_growth_rest_pct"]
        need = amount(target["required_rest"], said.unit, lang)
        text += f"; the rest of the year must bring {need} ({change:+.1f} % on last year's rest)"
    return text + _ahead(target, lang)


def _ahead(target: pd.Series, lang: str) -> str:
    ahead = target["ahead_pp"]
    if not math.isfinite(ahead):
        return ""
    level = abs(ahead) < 0.05
    done = f"{target['progress_pct']:.1f}%"
    if lang == "zh":
        side = "快" if ahead >= 0 else "慢"
        beside = "与往年同期相当" if level else f"比往年同期{side}{points(abs(ahead), lang)}"
        return f"；目标完成进度{done}，{beside}"
    side = "ahead of" if ahead >= 0 else "behind"
    beside = "as in" if level else f"{points(abs(ahead), lang)} {side}"
    return f"; {done} of the target is done, {beside} the usual course"


def coverage(release: Release, lang: str) -> pd.DataFrame:
    """How often the intervals of sums held, one, three and six periods ahead."""
    rows = release.table("output_coverage").query("covered == 'sum' and horizon in [1, 3, 6]")
    rows = rows.query("tier in ['county', 'cell']").drop(columns=["covered", "masked"])
    return rows.assign(tier=[value_label("tier", tier, lang) for tier in rows["tier"]])


def movers(release: Release, lang: str) -> pd.DataFrame:
    """The enterprises that moved the county's output most, with their industry's name."""
    rows = release.table("output_movers").drop(columns=["county_code", "uscc", "masked"])
    names = release.industry_names(lang)
    return rows.assign(industry_code=[names[code] for code in rows["industry_code"]])


def method(release: Release, lang: str) -> dict[str, str]:
    """How the forecast was made, for the provenance: reconciliation and members."""
    chosen = release.table("output_choices").query("chosen").iloc[0]
    naive = bool(chosen["seasonal_naive_member"])
    zh = lang == "zh"
    members = "Theta, damped trend, Holt-Winters" + (", seasonal naive" if naive else "")
    return {
        "预测成员" if zh else "Members of the forecast": members,
        "加总方法" if zh else "Reconciliation": str(chosen["forecast_method"]),
    }
