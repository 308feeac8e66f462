"""Sentences on output: what an analyst writes every month, from the safe tables alone."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.display.labels import unit_label
from analysis.display.text.numbers import amount, month, percent, points, year_to_date
from analysis.display.text.target import target_clause
from analysis.tables import table
from analysis.tables.release import Release

NOUN = {
    "flow": ("规模以上工业总产值", "gross output of industry above the line"),
    "stock": ("工业就业人数", "industrial employment"),
}

ROSTER_PP = 3.0
"""Comparable and published growth that differ by more are both said."""
ALT = {
    "course": ("逐期实际值、预测区间与全年目标", "what came, the forecast and the target"),
    "required": (
        "余下各期：上年同期、预计与所需",
        "the rest of the year: last year, expected, required",
    ),
    "pull": ("各行业对全县增长的拉动", "pull of each industry"),
    "map": ("各县各行业累计增速", "growth by industry and county"),
    "errors": ("各预测方法在不同期距的误差", "errors by distance and method"),
    "last_year": ("一年前的预测与实际", "the forecast of a year ago beside what came"),
}
"""What each figure shows, for those who cannot see it."""


@dataclass(frozen=True)
class Words:
    """How a city's measure is said and drawn: its name, its unit, the unit of figures, places."""

    noun: str
    unit: str
    scale: float
    shown_unit: str
    places: int = 2


def words(release: Release, lang: str) -> Words:
    """Return the words of the city's measure."""
    measure = release.city.measure
    unit = str(table(measure.table).metadata(measure.column)["unit"])
    noun = NOUN[measure.kind][0 if lang == "zh" else 1]
    if unit == "10k_cny":
        return Words(noun, unit, *((1e4, "亿元") if lang == "zh" else (1e5, "CNY billion")))
    return Words(noun, unit, 1.0, unit_label(unit, lang), 0 if unit == "persons" else 2)


def alt(figure: str, lang: str) -> str:
    """Return what a figure shows, in words."""
    return ALT[figure][0 if lang == "zh" else 1]


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
        verb = "累计完成" if flow else "月均"
        text = f"{when}，{place}{firms}{verb}{said.noun}{value}，同比{growth}"
    else:
        firms = f" ({count:.0f} enterprises)" if math.isfinite(count) else ""
        verb = "reached" if flow else "averaged"
        text = f"{when}: {said.noun} of {place}{firms} {verb} {value} and {growth} on last year"
    text += _by_published_totals(release, own, lang)
    text += _against_city(release, own, lang) + _latest(release, own, lang)
    return text + _value_added(release, lang) + ("。" if zh else ".")


def _by_published_totals(release: Release, own: pd.Series, lang: str) -> str:
    """Growth between the levels of the chart, where the list of enterprises moved it away."""
    path = totals(release, "output_path")
    came = path[(path["stage"] == "actual") & (path["period"] <= release.period)]
    year, months = came["period"].str[:4].astype(int), came["period"].str[5:]
    this = int(release.period[:4])
    so_far = came["value"].where(months <= release.period[5:])
    now, before = (so_far[year == y].sum(min_count=1) for y in (this, this - 1))
    published = 100 * (now / before - 1) if before > 0 else math.nan
    if not abs(published - own["ytd_growth_pct"]) > ROSTER_PP:
        return ""
    growth = percent(published / 100, lang)
    if lang == "zh":
        return f"（可比口径；按公布总量计算{growth}，因企业名录变动）"
    return f" (comparable; by published totals it {growth}, as the list of enterprises changed)"


def _against_city(release: Release, own: pd.Series, lang: str) -> str:
    city = whole(release, "output_outlook", "city")
    if city is None:
        return ""
    ahead = own["ytd_growth_pct"] - city["ytd_growth_pct"]
    everyone = release.table("output_outlook").query("tier == 'county' and not masked")
    rank = int((everyone["ytd_growth_pct"] > own["ytd_growth_pct"]).sum()) + 1
    complete = len(everyone) == len(release.city.counties)
    level = abs(ahead) < 0.05
    if lang == "zh":
        side = "高于" if ahead >= 0 else "低于"
        beside = "与全市持平" if level else f"{side}全市{points(abs(ahead), lang)}"
        among = f"全市{len(everyone)}个" if complete else f"公布的{len(everyone)}个"
        return f"，{beside}，居{among}县（市、区）第{rank}位"
    side = "above" if ahead >= 0 else "below"
    beside = "as" if level else f"{points(abs(ahead), lang)} {side}"
    among = f"{len(everyone)} counties" if complete else f"{len(everyone)} published counties"
    return f", {beside} all counties together (place {rank} of {among})"


def _latest(release: Release, own: pd.Series, lang: str) -> str:
    first = release.city.measure.kind == "flow" and release.period.endswith("-02")
    if first or not math.isfinite(own["month_growth_pct"]):
        return ""
    growth = percent(own["month_growth_pct"] / 100, lang)
    if lang == "zh":
        return f"，{int(release.period[5:])}月当月{growth}"
    return f"; in {month(release.period, lang)} alone it {growth}"


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
    text = f"；规模以上工业增加值累计{percent(so_far, lang)}"
    month_too = f"，当月{percent(now, lang)}"
    if lang == "en":
        text = f"; value added {percent(so_far, lang)}"
        month_too = f", in the month it {percent(now, lang)}"
    return text + (month_too if math.isfinite(now) else "")


def _breadth(release: Release, lang: str) -> list[str]:
    """How many of the county's industries grow; a share only where all of them are shown."""
    cells = release.table("output_outlook").query(
        "county_code == @release.county and tier == 'cell'"
    )
    withheld = int(cells["masked"].sum())
    rated = cells["ytd_growth_pct"].dropna()
    if rated.empty:
        return []
    count, grew = len(rated), int((rated > 0).sum())
    if lang == "zh":
        how = "均增长" if grew == count else f"中{grew}个增长" if grew else "均未增长"
        if withheld:
            return [f"已公布的{count}个行业{how}（另有{withheld}个行业不予公布）。"]
        return [f"{count}个行业{how}，增长面{100 * grew / count:.1f}%。"]
    how = f"{grew} of {count}"
    if withheld:
        return [f"Published industries that grew: {how} ({withheld} more are withheld)."]
    return [f"Industries that grew: {how} ({100 * grew / count:.1f} %)."]


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
    target = whole(release, "output_targets")
    if target is not None:
        text += target_clause(target, own, said.unit, release.city.measure.kind == "flow", lang)
    return [text + ("。" if zh else ".")]


def movers(release: Release, lang: str) -> pd.DataFrame:
    """The enterprises that moved the county's output most, with their industry's name."""
    rows = release.table("output_movers").drop(columns=["county_code", "uscc", "masked"])
    names = release.industry_names(lang)
    return rows.assign(industry_code=[names[code] for code in rows["industry_code"]])
