"""The counties side by side, and what they and their industries consist of."""

from typing import TYPE_CHECKING

import pandas as pd
from great_tables import GT

from analysis.display.drawn import Shown, cached
from analysis.display.labels import value_label
from analysis.display.marks import UNDEFINED
from analysis.display.numbers import year_to_date
from analysis.display.tables import publication_table
from analysis.questions.clusters.figures import effect_bars
from analysis.questions.clusters.lists import unbroken, words
from analysis.questions.clusters.text import brief, counties
from analysis.tables.release import Release

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EFFECTS = ["reference_effect_pp", "mix_effect_pp", "local_effect_pp"]
PLACES = {"krugman": 2, "normalised_hhi": 3, "cr4_pct": 1}
INDUSTRY_MEASURES = ["hoover", "gini", "ellison_glaeser"]
MOST_INDUSTRIES = 8


def county_effects(release: Release, lang: str) -> "Shown | None":
    """What made each county grow, its three effects, drawn once for all."""

    def draw() -> "Figure | None":
        return effect_bars(counties(release, lang), lang, "county_effects")

    return cached(release, "clusters", "county_effects", lang, draw)


def county_list(release: Release, lang: str) -> GT:
    """Growth of the counties shown, its three parts, rank and leading industry, own one bold.

    Ranks are of all counties. The leading industry has the highest location quotient of those
    that may be shown.
    """
    rows = counties(release, lang)
    growth = release.everywhere("county_effects", ["growth_pct"]).set_index("county_code")
    ranks = growth["growth_pct"].rank(method="min", ascending=False)
    rows = rows.assign(rank=rows["county_code"].map(ranks))
    rows = rows.sort_values("growth_pct", ascending=False, na_position="last", ignore_index=True)
    leaders = _leaders(release, lang)
    frame = rows[["said", "rank", "growth_pct", *EFFECTS, "masked"]].assign(
        leader=[leaders.get(code, UNDEFINED) for code in rows["county_code"]]
    )
    zh, whole = lang == "zh", release.city.whole.zh if release.shows_all else "本市"
    part = release.city.parts
    note = (
        "主导行业：可公布行业中区位商（括号内）最高者。"
        if zh
        else "Leading industry: the highest location quotient (in brackets) of those shown."
    )
    table = publication_table(
        frame,
        "county_effects",
        lang,
        title=f"{whole}各地比较" if zh else f"The {part.many} compared",
        titles={
            "said": part.zh if zh else part.en.capitalize(),
            "rank": "位次" if zh else "Rank",
            "leader": "主导行业" if zh else "Leading industry",
        },
        decimals={"rank": 0},
        notes=[note],
        bold_rows=list(rows.index[rows["county_code"] == release.county]),
    )
    return unbroken(table, ["said", "leader"] if zh else ["said"])


def over_years(release: Release, lang: str) -> GT:
    """The county's effects of this year beside those added up year by year."""
    row = counties(release, lang).query("county_code == @release.county").iloc[0]
    first = f"{int(release.period[:4]) - int(row['years'])}{release.period[4:]}"
    classic, added = (
        [row[prefix + name] for name in [*EFFECTS, "new_industry_effect_pp"]]
        for prefix in ("", "dynamic_")
    )
    frame = pd.DataFrame([classic, added], columns=[*EFFECTS, "new_industry_effect_pp"])
    zh = lang == "zh"
    since = f"自{first[:4]}年逐年累计" if zh else f"Year by year since {first[:4]}"
    frame = frame.assign(
        change=frame.sum(axis=1, skipna=False),
        span=[year_to_date(release.period, lang), since],
        masked=row["masked"],
    )
    note = (
        f"逐年累计：每年按当年结构和参照增速分解再相加，占{first[:4]}年同期的百分点；"
        "只含各年都有的行业，各年均为可比口径。"
        if zh
        else "Year by year: each year with its own structure and rates, added up, in points of "
        f"the same months of {first[:4]}; only industries present in every year; each year "
        "compared on its own comparable list."
    )
    new = [] if frame["new_industry_effect_pp"].eq(0).all() else ["new_industry_effect_pp"]
    return publication_table(
        frame[["span", "change", *EFFECTS, *new, "masked"]],
        "county_effects",
        lang,
        title="当年与逐年分解" if zh else "This year, and year by year",
        titles={
            "span": "时段" if zh else "Span",
            "change": "合计（百分点）" if zh else "Together (points)",
        },
        notes=[note],
    )


def structure(release: Release, lang: str) -> GT:
    """The county's special industries, whether each lies in few counties; the county in a note.

    Special are those with a location quotient above 1. What is withheld throughout is said to be
    so, in place of columns of marks.
    """
    cells = release.table("cell_effects").query("county_code == @release.county")
    rows = cells[cells["location_quotient"] > 1].nlargest(MOST_INDUSTRIES, "location_quotient")
    measured = release.table("industry_structure")
    measured = measured[measured["industry_code"].isin(rows["industry_code"])]
    names = release.industry_names(lang)
    frame = pd.DataFrame(
        {
            "industry": [brief(names.get(code, code)) for code in rows["industry_code"]],
            "location_quotient": rows["location_quotient"].to_numpy(),
        }
    )
    zh = lang == "zh"
    known = set(measured.loc[measured["estimate"].notna(), "industry_measure"])
    shown = [name for name in INDUSTRY_MEASURES if name in known]
    if shown:
        texts = words(measured, lambda r: _number(r.estimate, 2))
        said = measured.assign(text=texts).pivot_table(
            index="industry_code", columns="industry_measure", values="text", aggfunc="first"
        )
        frame = frame.assign(**said[shown].reindex(rows["industry_code"]).reset_index(drop=True))
    titles = {
        name: value_label("industry_structure", "industry_measure", name, lang) for name in shown
    }
    table = publication_table(
        frame,
        "cell_effects",
        lang,
        title="优势行业及其集聚" if zh else "Specialised industries, and where they lie",
        titles={"industry": "行业" if zh else "Industry", **titles},
        notes=_structure_notes(release, measured["masked"].any() and not shown, lang),
    )
    return table.cols_align("right", columns=shown)


def _structure_notes(release: Release, industries_withheld: bool, lang: str) -> list[str]:
    """Specialisation and concentration of the county, or that they are withheld.

    The median of the counties stands beside them only where no county is withheld: that of the
    others is not the city's.
    """
    zh = lang == "zh"
    rows = release.everywhere("county_structure", ["estimate"])
    own = rows[rows["county_code"] == release.county].set_index("county_measure")
    notes = []
    if len(own) and not own["masked"].any():
        said = []
        for name, places in PLACES.items():
            every = rows[rows["county_measure"] == name]
            text = f"{value_label('county_structure', 'county_measure', name, lang)} "
            text += _number(own.loc[name, "estimate"], places)
            if not every["masked"].any():
                median = _number(every["estimate"].median(), places)
                text += f"（各地中位数{median}）" if zh else f" (median of all {median})"
            said.append(text)
        notes.append(
            f"{release.county_name(lang)}：{'，'.join(said)}。"
            if zh
            else f"In {release.place_name(lang)}: {', '.join(said)}."
        )
    hidden = {
        "zh": [("专业化与集中度", own["masked"].any()), ("行业集聚系数", industries_withheld)],
        "en": [
            ("specialisation and concentration", own["masked"].any()),
            ("localisation of industries", industries_withheld),
        ],
    }[lang]
    withheld = [name for name, masked in hidden if masked]
    if withheld and zh:
        notes.append(f"{'、'.join(withheld)}可推算未公布的行业，不予公布。")
    elif withheld:
        notes.append(f"Withheld, for they would tell what is: {' and '.join(withheld)}.")
    return notes


def _leaders(release: Release, lang: str) -> dict[str, str]:
    """County → the industry with the highest location quotient that may be shown."""
    cells = release.table("cell_effects")
    known = cells[~cells["masked"] & cells["location_quotient"].notna()]
    names = release.industry_names(lang)
    best = known.loc[known.groupby("county_code")["location_quotient"].idxmax()]
    return {
        row.county_code: f"{brief(names.get(row.industry_code, row.industry_code))} "
        f"({row.location_quotient:.1f})"
        for row in best.itertuples()
    }


def _number(value: float, places: int) -> str:
    return UNDEFINED if pd.isna(value) else f"{value:.{places}f}"
