"""Growth of value added in words: what is published, what is expected, how sure that is."""

import math

import pandas as pd

from analysis.display.numbers import percent, points, year_to_date
from analysis.questions.output.target import likely
from analysis.tables.release import Release


def clause(release: Release, lang: str) -> str:
    """Say growth of value added to date and of the month, after a sentence on output."""
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


def course(release: Release) -> pd.DataFrame:
    """The county's growth of value added in time order, what came and what is expected."""
    rows = release.table("output_value_added")
    own = rows[rows["county_code"] == release.county]
    return own.sort_values("period", ignore_index=True)


def headline(release: Release, lang: str) -> list[str]:
    """What came, where the year ends, and what its target needs; growth only, no levels."""
    rows = course(release)
    now = rows[(rows["stage"] == "actual") & (rows["period"] == release.period)]
    if now.empty or not math.isfinite(now["value_added_ytd_growth_pct"].iloc[0]):
        return ["本县没有增加值增速数据。" if lang == "zh" else "The county has no such growth."]
    zh = lang == "zh"
    when, place = year_to_date(release.period, lang), release.county_name(lang)
    growth = percent(now["value_added_ytd_growth_pct"].iloc[0] / 100, lang)
    first = f"{when}，{place}规模以上工业增加值同比{growth}（可比价）"
    if not zh:
        first = f"{when}: value added of {place} {growth} on last year at comparable prices"
    first += _place(release, lang) + ("。" if zh else ".")
    return [first, *_expected(release, rows, lang)]


def _place(release: Release, lang: str) -> str:
    """The county's place among those whose growth is published."""
    published = ["value_added_ytd_growth_pct"]
    rows = release.everywhere("output_value_added", published, period=release.period)
    growth = rows.set_index("county_code")["value_added_ytd_growth_pct"].dropna()
    rank = int((growth > growth[release.county]).sum()) + 1
    if lang == "zh":
        return f"，居{len(growth)}个县（市、区）第{rank}位"
    return f" (place {rank} of {len(growth)} counties)"


def _expected(release: Release, rows: pd.DataFrame, lang: str) -> list[str]:
    ahead = rows[rows["stage"] == "forecast"]
    if ahead.empty:
        return []
    zh = lang == "zh"
    end = ahead.iloc[-1]
    growth, low, high = (
        float(end[f"value_added_{name}"]) for name in ("ytd_growth_pct", "lo80_pct", "hi80_pct")
    )
    year = release.period[:4]
    text = (
        f"预计{year}年全年{percent(growth / 100, lang)}（80%区间{low:.1f}%至{high:.1f}%）"
        if zh
        else f"Expected for all of {year}: {growth:+.1f} % "
        f"(80 % interval {low:.1f} to {high:.1f} %)"
    )
    targets = release.of("value_added").table("output_targets")
    own = targets[targets["county_code"] == release.county]
    if len(own):
        text += _target(own.iloc[0], lang)
    return [text + ("。" if zh else ".")]


def _target(target: pd.Series, lang: str) -> str:
    chance = likely(target["probability_pct"], lang)
    rest = float(target["required_growth_rest_pct"])
    goal = target["target_growth_pct"]
    needs = math.isfinite(rest)
    if lang == "zh":
        text = f"。全年目标{goal:.1f}%，达到目标的概率{chance}"
        return text + (f"；余下各期平均需{percent(rest / 100, lang)}" if needs else "")
    text = f". Target {goal:.1f} %: probability {chance}"
    return text + (f"; the rest of the year must average {rest:+.1f} %" if needs else "")


def method_note(release: Release, lang: str) -> str:
    """How growth is forecast, on which shares, and how well that did."""
    errors = release.table("output_growth_errors")
    if errors.empty:
        return (
            "预测对象：规模以上工业增加值可比价增速；历史不足17期，不作预测。"
            if lang == "zh"
            else "Forecast: comparable growth of value added; none made from under 17 periods."
        )
    closure = points(float(errors["closure_pp"].iloc[0]), lang, 2)
    if lang == "zh":
        return (
            "预测对象：规模以上工业增加值可比价增速，只有增速，不推算总量，各县增速不平均。"
            "各期预期增速＝近6期平均−½×（上年同期偏离其近6期平均的幅度）；"
            f"全年增速按上年各期日历天数加权（基期份额未公布；此法与已公布累计增速平均相差{closure}）。"
        )
    return (
        "Forecast: comparable growth of value added; growth only, no level is made from it, "
        "counties are not averaged. A period is expected to grow by the mean of the last six, "
        "less half of how far the same period of last year stood off its own; the year weighs "
        f"periods by last year's days (true shares are unpublished; this is off by {closure})."
    )


def limit(lang: str) -> str:
    """What growth alone cannot say."""
    if lang == "zh":
        return (
            "增速为统计部门公布数，误差按各县合并计算；全市增速只在公布时列出。"
            "预测不含未来政策、停产或新投产。"
        )
    return (
        "Growth is as published; errors are pooled over the counties; growth of the city stands "
        "here only if it is published. No future policy, stop or start is assumed."
    )
