"""Sentences on output: what an analyst writes every month, from the safe tables alone."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.display.labels import unit_label
from analysis.display.numbers import amount, month, percent, points, year_to_date
from analysis.questions.output import structure, value_added
from analysis.questions.output.target import target_clause, unlikely, usual_years
from analysis.tables import table
from analysis.tables.release import Release

NOUN = {
    "flow": ("规模以上工业总产值", "gross output of industry above the line"),
    "stock": ("工业就业人数", "industrial employment"),
    "electricity": ("工业用电量", "industrial electricity"),
    "value_added": ("规模以上工业增加值", "value added of industry above the line"),
}
TITLE = {
    "output": ("工业运行月报：产出与全年展望", "Output and the year end"),
    "electricity": ("工业运行月报：用电量与全年展望", "Electricity and the year end"),
    "value_added": ("工业运行月报：增加值增速与全年展望", "Growth of value added and the year end"),
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
    "last_year": (
        "一年前的预测、其区间与实际",
        "the forecast of a year ago with its interval, and what came",
    ),
    "components": (
        "趋势、季节、春节与冲击、不规则变动",
        "trend, season, festival and shocks, and what is left",
    ),
}
"""What each figure shows, for those who cannot see it."""


@dataclass(frozen=True)
class Words:
    """How a city's measure is said and drawn: its name, its unit, the unit of figures, places.

    `whole` is the number of periods that a year is the mean of: 1 for what adds up.
    """

    noun: str
    unit: str
    scale: float
    shown_unit: str
    places: int = 2
    whole: int = 1


def words(release: Release, lang: str) -> Words:
    """Return the words of the indicator."""
    measure = release.city.measure
    said = measure.kind if release.indicator in (None, "output") else str(release.indicator)
    noun = NOUN[said][0 if lang == "zh" else 1]
    if said == "electricity":
        return Words(noun, "10k_kwh", *((1e4, "亿千瓦时") if lang == "zh" else (100.0, "GWh")))
    unit = str(table(measure.table).metadata(measure.column)["unit"])
    if said == "value_added":
        return Words(noun, "pct", 1.0, "%")
    if unit == "10k_cny":
        return Words(noun, unit, *((1e4, "亿元") if lang == "zh" else (1e5, "CNY billion")))
    places = 0 if unit == "persons" else 2
    whole = 1 if measure.kind == "flow" else 12
    return Words(noun, unit, 1.0, unit_label(unit, lang), places, whole)


def title(release: Release) -> dict[str, str]:
    """Return the report's title by language."""
    return dict(zip(("zh", "en"), TITLE[release.indicator or "output"], strict=True))


def alt(figure: str, lang: str) -> str:
    """Return what a figure shows, in words."""
    return ALT[figure][0 if lang == "zh" else 1]


def no_components(release: Release, lang: str) -> str:
    """Say why the parts of the county's series are not shown."""
    if release.indicator == "value_added":
        return "增加值只有增速" if lang == "zh" else "value added has growth only"
    rows = release.table("output_components")
    own = rows[rows["county_code"] == release.county] if len(rows) else rows
    if own.empty:
        return (
            "序列不足三年或有缺口"
            if lang == "zh"
            else "the series is short of three years or has gaps"
        )
    if own["masked"].any():
        return "合计不予公布" if lang == "zh" else "the total is withheld"
    return "估计未收敛，不予采用" if lang == "zh" else "the estimation did not converge"


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
    if release.indicator == "value_added":
        return [*value_added.headline(release, lang), *_others(release, lang)]
    own = whole(release, "output_outlook")
    if own is None:
        rows = release.table("output_outlook")
        if not (rows["county_code"] == release.county).any():
            return ["本市没有该指标的数据。" if lang == "zh" else "The city has no such data."]
        return [
            "本县合计数据为保护企业商业秘密不予公布。"
            if lang == "zh"
            else "The county's total is withheld to protect the business secrets of enterprises."
        ]
    said = [_came(release, own, lang), *_breadth(release, lang)]
    if release.indicator in (None, "output"):
        said += (
            structure.by_section(release, lang)
            + structure.by_size(release, lang)
            + structure.electricity(release, lang)
        )
    came = "".join(said) if lang == "zh" else " ".join(said)
    return [came, *_expected(release, own, lang), *_others(release, lang)]


def _others(release: Release, lang: str) -> list[str]:
    rows = release.of(None).table("output_targets")
    own = rows[(rows["county_code"] == release.county) & ~rows["masked"]]
    own = own[own["indicator"] != (release.indicator or "output")]
    return unlikely(
        own, {name: words(release.of(name), lang).noun for name in own["indicator"]}, lang
    )


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
    if release.indicator in (None, "output"):
        text += value_added.clause(release, lang)
    return text + ("。" if zh else ".")


def _by_published_totals(release: Release, own: pd.Series, lang: str) -> str:
    """Growth between the levels of the chart, where the list of enterprises moved it away."""
    path = totals(release, "output_path")
    came = path[(path["stage"] == "actual") & (path["period"] <= release.period)]
    year, months = came["period"].str[:4].astype(int), came["period"].str[5:]
    this = int(release.period[:4])
    so_far = came["value"].where(months <= release.period[5:])
    now, before = (so_far[year == y].sum(min_count=1) for y in (this, this - 1))
    published = 100 * (now / before - 1) if before > 0 else math.nan
    restated = release.indicator in (None, "output")
    if not (restated and abs(published - own["ytd_growth_pct"]) > ROSTER_PP):
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
    everyone = release.everywhere("output_outlook", ["ytd_growth_pct"], tier="county")
    everyone = everyone[~everyone["masked"]]
    rank = int((everyone["ytd_growth_pct"] > own["ytd_growth_pct"]).sum()) + 1
    complete = len(everyone) == len(release.city.counties)
    level = abs(ahead) < 0.05
    if lang == "zh":
        side = "高于" if ahead >= 0 else "低于"
        every = release.city.whole.zh
        beside = f"与{every}持平" if level else f"{side}{every}{points(abs(ahead), lang)}"
        among = f"{every if complete else '公布的'}{len(everyone)}个"
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
        restated = release.city.measure.kind == "flow" and release.indicator in (None, "output")
        text += target_clause(target, own, said.unit, restated, usual_years(release, lang), lang)
    return [text + ("。" if zh else "."), *_before_adding_up(own, said, lang)]


def _before_adding_up(own: pd.Series, said: Words, lang: str) -> list[str]:
    """What the total's own forecast said before it was made to agree with its parts."""
    if not math.isfinite(own["base_rest_value"]):
        return []
    before = own["year_end_value"] + (own["base_rest_value"] - own["rest_value"]) / said.whole
    moved = 100 * (own["year_end_value"] / before - 1)
    value = amount(before, said.unit, lang)
    if lang == "zh":
        return [
            f"加总调和前，合计序列单独预测为{value}；与各行业、各县加总一致后调整{moved:+.2f}%。"
        ]
    return [
        f"Before adding up, the total's own forecast was {value}; agreeing with its industries and "
        f"the other counties moved it by {moved:+.2f} %."
    ]
