"""The answer about clusters in words: which really grow, which ride their industry, what is due."""

import re
from collections.abc import Sequence
from textwrap import shorten

import pandas as pd

from analysis.display.numbers import amount, percent, points, year_to_date
from analysis.tables.release import Release

MAIN_SCOPE = ("city", "cells")
"""The list a report speaks of first; the provincial list stands beside it."""

PROSPECTS = {"green": "有望完成", "amber": "尚难断定", "red": "难以完成"}
"""What the light of the year's target means."""

LONGEST = 30
"""Letters of an industry's name that fit beside a figure."""


def main_list(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the list that a report speaks of first."""
    present = [scope for scope in MAIN_SCOPE if (rows["scope"] == scope).any()]
    return rows[rows["scope"].isin(present[:1])].reset_index(drop=True)


def positions(release: Release, lang: str) -> pd.DataFrame:
    """`cluster_positions` of the main list with `said`, what a cluster is called here, and `stars`.

    The clusters of the counties shown; ranks are of the whole list.

    The location quotient of a cluster's county and industry stands beside it where it may be
    shown: it is a figure of the cell, withheld with the cell. Stars are counted where they may
    be shown: their full number less those shown would be the withheld one.
    """
    return release.once(f"positions {lang}", lambda: _positions(release, lang)).copy(deep=False)


def _positions(release: Release, lang: str) -> pd.DataFrame:
    rows = main_list(release.table("cluster_positions"))
    keys = ["county_code", "industry_code"]
    cells = release.table("cell_effects")[[*keys, "location_quotient"]]
    rows = rows.merge(cells, on=keys, how="left")
    given = release.table("cluster_stars").groupby(["cluster_id", "scope"], as_index=False)["star"]
    stars = given.sum(min_count=1).rename(columns={"star": "stars"})
    rows = rows.merge(stars, on=["cluster_id", "scope"], how="left")
    return rows.assign(said=cluster_names(release, rows, lang, short=True))


def months(release: Release) -> pd.DataFrame:
    """`cluster_months` of the main list."""
    return main_list(release.table("cluster_months"))


def counties(release: Release, lang: str) -> pd.DataFrame:
    """`county_effects` of the counties shown, with their names as `said`."""
    rows = release.table("county_effects")
    return rows.assign(said=[release.county_name(lang, c) for c in rows["county_code"]])


def findings(release: Release, lang: str) -> list[str]:
    """What the data check found on the city and on this county's clusters, in sentences."""
    rows = release.table("cluster_findings")
    rows = rows[~rows["masked"] & rows["county_code"].isin([release.county, ""])]
    named = positions(release, lang).set_index("cluster_id")["said"]
    said = []
    for row in rows.itertuples():
        name = named.get(row.cluster_id, "")
        about = f"“{name}”：" if lang == "zh" else f"{name}: "
        said.append((about if name else "") + getattr(row, lang))
    if missing := _cells_left_out(release):
        said.append(
            f"{missing:.0f}个“县×行业”缺本期或上年同期数，不参与分解。"
            if lang == "zh"
            else f"{missing:.0f} county industries lack one of the two years and are left out."
        )
    nothing = "数据检查未发现需要提示的问题。" if lang == "zh" else "The data checks found nothing."
    return said or [nothing]


def cluster_names(
    release: Release, rows: pd.DataFrame, lang: str, short: bool = False
) -> pd.Series:
    """What each cluster is called: its own name, or county and industry where it has none.

    `short` leaves the county out where it is that of the report.
    """
    industries = release.industry_names(lang)
    said = []
    for row in rows.itertuples():
        county = release.county_name(lang, str(row.county_code))
        here = short and row.county_code == release.county
        own = getattr(row, "name", None)
        if lang == "zh" and isinstance(own, str):
            plain = own.removesuffix("产业集群")
            said.append(plain.removeprefix(county) or plain if here else plain)
            continue
        apart = "" if lang == "zh" else ": "
        industry = brief(industries.get(str(row.industry_code), str(row.industry_code)))
        place = re.sub(" (County|District|City)$", "", county)
        said.append(industry if here else f"{place}{apart}{industry}")
    return pd.Series(said, index=rows.index, dtype="str")


def brief(industry: str) -> str:
    """An industry without the words that all of them share, cut to what a figure can hold."""
    plain = industry.removeprefix("Manufacture of ").removesuffix(" manufacturing")
    return shorten(plain[:1].upper() + plain[1:], width=LONGEST, placeholder="…")


def headline(release: Release, lang: str) -> list[str]:
    """The paragraphs that open the report: the whole list, this county, its targets."""
    sizes = ["value", "value_last_year", "unit"]
    everyone = main_list(release.everywhere("cluster_positions", sizes))
    own = positions(release, lang).query("county_code == @release.county")
    said = [_whole(release, everyone, lang), _county(release, own, len(everyone), lang)]
    if release.has("cluster_outlook"):
        said.append(_ahead(release, own, lang))
    return [paragraph for paragraph in said if paragraph]


def _whole(release: Release, everyone: pd.DataFrame, lang: str) -> str:
    when = year_to_date(release.period, lang)
    zh = lang == "zh"
    if not release.has("cluster_lists"):
        base, now = everyone["value_last_year"].sum(), everyone["value"].sum()
        total = percent(now / base - 1, lang)
        size = amount(now, str(everyone["unit"].iloc[0]), lang)
        left_out = _cells_left_out(release)
        if zh:
            return (
                f"{when}，{len(everyone)}个可比的“县×行业”月均合计{size}，同比{total}；"
                f"另有{left_out:.0f}个因数据来源未公布而不参与比较。数据仅两年，不推算目标与倍增。"
            )
        return (
            f"{when}: the {len(everyone)} county industries that can be compared hold {size} "
            f"on average; together they {total}. A further {left_out:.0f} are suppressed by the "
            "source and left out. Two years of data carry no targets and no doubling path."
        )
    lists = release.table("cluster_lists").query("period == @release.period").set_index("scope")
    city = lists.loc["city"]
    revenue = amount(city["revenue_10k_cny"], "10k_cny", lang)
    grown, taxed = (percent(city[f"{m}_growth_pct"] / 100, lang) for m in ("revenue", "tax"))
    if zh:
        said = (
            f"{when}，{release.city.whole.zh}{city['clusters']:.0f}个特色产业集群实现营业收入{revenue}，可比口径{grown}，"
            f"其中{city['clusters_growing']:.0f}个增长；上缴税金{taxed}，"
            f"占营业收入{city['tax_rate_pct']:.2f}%。"
        )
    else:
        said = (
            f"{when}: revenue of the {release.city.whole.en}'s {city['clusters']:.0f} specialised "
            f"clusters came to {revenue} and {grown} on the comparable list; "
            f"{city['clusters_growing']:.0f} of them are growing. Taxes {taxed} and are "
            f"{city['tax_rate_pct']:.2f}% of revenue."
        )
    if "province" in lists.index:
        other = percent(lists.loc["province", "revenue_growth_pct"] / 100, lang)
        count = lists.loc["province", "clusters"]
        said += (
            f"（省口径{count:.0f}个，{other}。）"
            if zh
            else f" (The {count:.0f} on the provincial list {other}.)"
        )
    return said


def _cells_left_out(release: Release) -> float:
    return float(release.everywhere("county_effects", ["cells_left_out"])["cells_left_out"].sum())


def _county(release: Release, own: pd.DataFrame, of: int, lang: str) -> str:
    zh = lang == "zh"
    one, many = ("集群", "clusters") if release.has("cluster_lists") else ("行业", "industries")
    county = release.county_name(lang)
    if own.empty:
        return f"{county}没有可比较的{one}。" if zh else f"{county} has no {many} to compare."
    shown = own[~own["masked"] & (own["claim"] == 1)]
    if shown.empty:
        return (
            f"{county}的{one}数据不予公布，或报送企业过少，不作评价。"
            if zh
            else f"The figures of {county}'s {many} are withheld or rest on too few enterprises."
        )
    best = shown.sort_values("growth_pct", ascending=False).iloc[0]
    ahead = shown["local_effect_pp"] > 0
    riding = shown[(shown["growth_pct"] > 0) & ~ahead]
    local = points(abs(best["local_effect_pp"]), lang)
    grown = percent(best["growth_pct"] / 100, lang)
    ranked = _rank(best, of, lang)
    if zh:
        against = "快" if best["local_effect_pp"] >= 0 else "慢"
        said = (
            f"{county}可作评价的{len(shown)}个{one}{_ahead_of_industry(ahead)}；"
            f"“{best['said']}”{'增速最高，' if len(shown) > 1 else ''}{grown}，"
            f"比本行业{against}{local}{ranked}。"
        )
        if len(riding):
            said += f"{_listed(riding['said'], lang)}虽有增长，但慢于本行业，属行业带动。"
        return said
    against = "ahead of" if best["local_effect_pp"] >= 0 else "behind"
    faster = {0: "none", len(shown): "all"}.get(ahead.sum(), f"{ahead.sum()}")
    said = (
        f"Of {county}'s {len(shown)} {many} that can be judged, {faster} grew faster than "
        f"their industry. {best['said']} {grown}"
        f"{', more than any other here' if len(shown) > 1 else ''}, {local} {against} "
        f"its industry{ranked}."
    )
    if len(riding):
        said += (
            f" {_listed(riding['said'], lang)} grew, but less than the industry: it carried them."
        )
    return said


def _ahead_of_industry(ahead: pd.Series) -> str:
    """How many grow faster than their industry: 均快于, 均慢于 or a number of them."""
    every = "均" if len(ahead) > 1 else ""
    if ahead.all():
        return f"{every}快于本行业"
    return f"中，{ahead.sum()}个快于本行业" if ahead.any() else f"{every}慢于本行业"


def _rank(row: pd.Series, of: int, lang: str) -> str:
    """The rank with its interval, in brackets."""
    if pd.isna(row["rank"]):
        return ""
    best, worst, rank = (f"{row[c]:.0f}" for c in ("rank_best", "rank_worst", "rank"))
    if lang == "zh":
        reach = f"第{best}至{worst}位" if best != worst else f"即第{best}位"
        return f"（考虑偶然波动后居第{rank}位，可信区间{reach}，共{of}个）"
    reach = f"{best} to {worst}" if best != worst else f"{best} alone"
    return f" (rank {rank} of {of} once chance is allowed for, plausibly {reach})"


def _ahead(release: Release, own: pd.DataFrame, lang: str) -> str:
    outlook = main_list(release.table("cluster_outlook"))
    rows = outlook.merge(own[["cluster_id", "said"]], on="cluster_id")
    rows = rows[~rows["masked"] & rows["light"].notna()]
    if rows.empty:
        return ""
    target = rows["target_growth_pct"].iloc[0]
    likely = (rows["light"] == "green").sum()
    behind = rows[rows["light"] == "red"]
    if lang == "zh":
        text = f"全年增长{target:.0f}%的目标，"
        lights = rows["light"].unique()
        if len(lights) == 1:
            every = f"{len(rows)}个集群均" if len(rows) > 1 else f"“{rows['said'].iloc[0]}”"
            return f"{text}{every}{PROSPECTS[lights[0]]}。"
        parts = [f"{n}个{PROSPECTS[c]}" for c in PROSPECTS if (n := (rows["light"] == c).sum())]
        names = f"（{_listed(behind['said'], lang)}）" if len(behind) else ""
        return f"{text}{len(rows)}个集群中{'，'.join(parts)}{names}。"
    many = {0: "none", len(rows): "all"}.get(likely, f"{likely}")
    text = f"The target of {target:.0f}% for the year is likely met by {many} of {len(rows)}"
    return text + (f"; unlikely for {_listed(behind['said'], lang)}." if len(behind) else ".")


def _listed(names: Sequence[str] | pd.Series, lang: str, most: int = 4) -> str:
    """Names in a row, at most `most` of them."""
    first = list(names)[:most]
    more = len(names) - len(first)
    if lang == "zh":
        return "、".join(f"“{n}”" for n in first) + (f"等{len(names)}个" if more else "")
    return ", ".join(first) + (f" and {more} more" if more else "")
