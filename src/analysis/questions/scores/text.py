"""The slots of the evaluation's sentences: how many in each class, what of the change is merit."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from analysis.display.sentences import of_release, sentences
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

CLASSES = ("A", "B", "C", "D")
EFFECTS = (
    *("merit_effect", "roster_effect", "benchmark_effect"),
    *("quota_effect", "override_effect"),
)
Slots = dict[str, Any]


def title(release: Release) -> dict[str, str]:
    """Return the report's title by language."""
    text = of_release(release, "scores")
    return {lang: text.labels("titles", lang)["report"] for lang in ("zh", "en")}


def choice_titles(lang: str) -> dict[str, str]:
    """What the details of ``score_choices`` are called."""
    return sentences("scores").labels("choices", lang)


def headline(release: Release, lang: str) -> list[str]:
    """The paragraphs that open the report; what is withheld is not spoken of."""
    slots: dict[str, Slots | None] = dict([_coverage(release, lang)])
    if release.has("class_counts"):
        slots |= {"classes": _classes(release), "moved": moved(release)}
    elif release.has("land_tax_by_class"):
        slots["first_classes"] = _first_classes(release)
    if release.has("tax_per_mu"):
        slots["tax"] = tax_slots(release, lang)
    return of_release(release, "scores").say_each(slots, lang)


def evaluation_year(release: Release) -> int:
    """The evaluation year of the report; its data are of the year before."""
    return int(release.table("evaluation_coverage")["year"].iloc[0])


def covers(release: Release, lang: str) -> str:
    """What the report covers: 2022年度评价（2021年数据）."""
    return of_release(release, "scores").say("covers", lang, year=evaluation_year(release))


def own_classes(release: Release) -> pd.DataFrame:
    """The county's classes over all groups, indexed A to D."""
    counts = release.table("class_counts")
    mine = counts[(counts["county_code"] == release.county) & (counts["scheme_group"] == "total")]
    return mine.set_index("class_code").reindex([c for c in CLASSES if c in {*mine["class_code"]}])


def _own(release: Release, name: str) -> pd.DataFrame:
    rows = release.table(name)
    return rows[rows["county_code"] == release.county]


def _coverage(release: Release, lang: str) -> tuple[str, Slots]:
    mine, county = _own(release, "evaluation_coverage"), release.place_name(lang)
    if mine.empty:
        return "nobody", {"county": county}
    by = mine.groupby("eligibility")["enterprises"].sum()
    evaluated = by.get("evaluated", 0)
    return "coverage", {
        "county": county,
        "year": evaluation_year(release),
        "due": evaluated + by.get("no_data", 0),
        "evaluated": evaluated,
        "rate": mine["coverage_pct"].iloc[0],
        "left_out": by.get("exempt", 0) + by.get("out_of_scope", 0),
    }


def _first_classes(release: Release) -> Slots:
    """The classes of a first evaluation, over the enterprises whose land counts."""
    mine = _own(release, "land_tax_by_class").query("not masked").set_index("class_code")
    counts = mine["enterprises"].reindex(CLASSES).dropna()
    return {
        "classes": _rows(counts.reset_index()),
        "tax": mine["tax_per_mu_10k_cny"].get("total"),
    }


def _classes(release: Release) -> Slots | None:
    own = own_classes(release)
    if own.empty:
        return None
    counts = own[["enterprises", "enterprises_change"]].astype({"enterprises_change": int})
    best = own.iloc[0][[*EFFECTS]].astype(int)
    return {
        "classes": _rows(counts.rename(columns={"enterprises_change": "change"}).reset_index()),
        "first": own.index[0],
        "effects": [{"effect": name, "change": n} for name, n in best.items() if n != 0],
    }


def moved(release: Release) -> Slots | None:
    """Up and down of those with a class in both years, and who came and left; None of none."""
    mine = _own(release, "class_movement")
    if mine.empty or not mine["compared"].iloc[0]:
        return None
    row = mine.iloc[0]
    return {
        "compared": row["compared"],
        "up": row["up"],
        "up_share": row["up_share_pct"],
        "down": row["down"],
        "down_share": row["down_share_pct"],
        "entrants": int(row["entrants"]),
        "raised": int(row["entrants_unclassed"]),
        "leavers": int(row["leavers"]),
        "dropped": int(row["leavers_unclassed"]),
    }


def tax_slots(release: Release, lang: str) -> Slots | None:
    """Tax per mu of the county, its place, its change and what moved it most; None if withheld.

    Where one of the effects is withheld, nothing is said of the largest.
    """
    mine = _own(release, "tax_per_mu").query("not masked")
    if mine.empty:
        return None
    row, table = mine.iloc[0], release.table("tax_per_mu")
    every = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"]).query("county_code != 'city'")
    counties = every.loc[~every["masked"], "tax_per_mu_10k_cny"]
    effects = _own(release, "tax_per_mu_effects").set_index("tax_effect")
    shown = effects.loc[~effects["masked"].any() & effects["effect_10k_cny_per_mu"].notna()]
    most = shown["effect_10k_cny_per_mu"].astype(float).abs().nlargest(1).index
    return {
        "tax": row["tax_per_mu_10k_cny"],
        "rank": 1 + int((counties > row["tax_per_mu_10k_cny"]).sum()),
        "of": len(counties),
        "complete": len(counties) == len(every),
        "whole": release.city.whole(lang),
        "whole_tax": table.loc[table["county_code"] == WHOLE, "tax_per_mu_10k_cny"].iloc[0],
        "growth": row["growth_same_enterprises_pct"],
        "change": row["tax_per_mu_change_10k_cny"],
        "cause": next(iter(most), None),
        "part_change": next(iter(shown.loc[most, "effect_10k_cny_per_mu"]), None),
    }


def _rows(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.to_dict("records")
