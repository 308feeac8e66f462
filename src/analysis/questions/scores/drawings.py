"""The figures of the evaluation's report, each under its finding; None where there is none."""

import pandas as pd

from analysis.display.labels import short_industry
from analysis.display.stated import Stated, stated
from analysis.questions.scores import comparison, figures, policy, text
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

LARGEST = 10
"""Enterprises of the largest sites, of which a figure says what they pay."""


def class_counts(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Enterprises in each class, last year's beside; `rows` are `text.own_classes`."""
    counts = [
        {"class_code": row.class_code, "enterprises": row.enterprises,
         "change": row.enterprises_change}
        for row in rows.itertuples()
    ]  # fmt: skip
    ends = [counts[i] for i in sorted({0, len(counts) - 1})] if counts else []
    return stated(
        release, "scores", "class_counts", figures.class_counts(rows, lang), lang,
        finding={"classes": ends},
    )  # fmt: skip


def class_change(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """What moved the number in each class; `rows` are `text.own_classes`."""
    figure = figures.class_change(rows, lang)
    if figure is None:
        return None
    most = rows.loc[rows["enterprises_change"].abs().idxmax()]
    effects = most[[*text.EFFECTS]].astype(float)
    size = effects.abs()
    alone = (size == size.max()).sum() == 1  # of several as large none is named
    finding = {
        "class_code": most["class_code"],
        "change": most["enterprises_change"],
        "effect": str(size.idxmax()) if alone else None,
        "part": effects[size.idxmax()] if alone else None,
    }
    return stated(release, "scores", "class_change", figure, lang, finding=finding)


def moves(release: Release, lang: str) -> Stated | None:
    """From last year's class to this year's."""
    rows = release.table("class_transitions").query("county_code == @release.county")
    finding = {name: (text.moved(release) or {}).get(name) for name in ("compared", "up", "down")}
    return stated(
        release, "scores", "moves", figures.transition_matrix(rows, lang), lang, finding=finding
    )


def counties(release: Release, lang: str) -> Stated | None:
    """Tax per mu of the counties, this year and last."""
    names = {county.code: county.name(lang) for county in release.city.counties}
    rows = release.table("tax_per_mu")
    figure = comparison.county_tax_per_mu(rows, release.county, names, lang)
    taxed = rows[rows["county_code"] != WHOLE].set_index("county_code")[comparison.LEVEL].dropna()
    finding = dict.fromkeys(("most", "least", "high", "low"))
    if len(taxed) > 1:
        ends = {"most": taxed.idxmax(), "least": taxed.idxmin()}
        finding = {end: names[str(code)] for end, code in ends.items()}
        finding |= {"high": taxed.max(), "low": taxed.min()}
    return stated(
        release, "scores", "counties", figure, lang,
        finding=finding, measure={"year": _year(release), "whole": release.city.whole(lang)},
    )  # fmt: skip


def bins(release: Release, few: int, lang: str) -> Stated | None:
    """How many enterprises lie in each bin of tax per mu, by class."""
    rows = release.table("tax_per_mu_distribution")
    figure = figures.tax_distribution(rows, lang, few, release.city.currency)
    shown = rows[~rows["masked"] & (rows["enterprises"] >= few)]
    edges = ["bin_from_10k_cny", "bin_to_10k_cny"]
    counts = shown.groupby(edges, dropna=False)["enterprises"].sum()
    finding = {"low": None, "high": None, "enterprises": None}
    if len(counts):
        low, high = counts.idxmax()
        finding = {"low": low, "high": high, "enterprises": counts.max()}
    hidden = bool(len(shown) < len(rows[rows["masked"] | (rows["enterprises"] > 0)]))
    return stated(
        release, "scores", "bins", figure, lang,
        finding={**finding, "hidden": hidden}, measure={"year": _year(release)},
    )  # fmt: skip


def firms(release: Release, scores: pd.DataFrame, lang: str) -> Stated | None:
    """Internal: every enterprise's land and tax; `scores` are `enterprise_scores`."""
    known = scores[["land_mu", "tax_10k_cny"]].dropna()
    largest = known.nlargest(LARGEST, "land_mu")
    share = 100 * largest.sum() / known.sum()
    finding = {"largest": len(largest), "land": share["land_mu"], "tax": share["tax_10k_cny"]}
    return stated(
        release, "scores", "firms", comparison.enterprise_land_tax(scores, lang), lang,
        finding=finding, measure={"year": _year(release)},
    )  # fmt: skip


def sectors(release: Release, few: int, lang: str) -> Stated | None:
    """The county's tax per mu beside the same sectors of the whole."""
    rows, names = release.table("sector_comparison"), release.industry_names(lang)
    figure = comparison.sector_tax_per_mu(rows, release.county, names, lang, few)
    both = comparison.sectors_beside(rows, release.county, few).dropna(subset=["city"])
    lead = both[comparison.LEVEL] - both["city"]
    best = both.loc[lead.idxmax()] if len(both) else {}
    code = best.get("industry_code")
    finding = {
        "of": len(both),
        "above": int((lead > 0).sum()),
        "best": short_industry(names.get(code, code)) if code and lead.max() > 0 else None,
    }
    return stated(
        release, "scores", "sectors", figure, lang,
        finding=finding, measure={"year": _year(release), "whole": release.city.whole(lang)},
    )  # fmt: skip


def choices(release: Release, lang: str) -> Stated | None:
    """How many would change class by other choices of the scheme."""
    rows = release.table("score_choices").query("county_code == @release.county")
    titles = text.choice_titles(lang)
    figure = comparison.choices(rows, titles, lang)
    most = rows.loc[rows["changed_share_pct"].idxmax()] if rows["changed_share_pct"].any() else None
    finding = {
        "choice": None if most is None else comparison.choice_name(most, titles, lang),
        "share": None if most is None else most["changed_share_pct"],
    }
    return stated(release, "scores", "choices", figure, lang, finding=finding)


def ranks(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Internal: the range of every rank; `rows` are `enterprise_robustness`."""
    figure = comparison.rank_intervals(rows, lang)
    width = (rows["rank_high"] - rows["rank_low"]).abs().median()
    return stated(release, "scores", "ranks", figure, lang, finding={"width": width})


def amounts(release: Release, lang: str) -> Stated | None:
    """What the differential policy costs the classes, and what it spares them."""
    rows = policy.own(release)
    known = None if rows["masked"].any() else rows["amount_10k_cny"]
    paid = {
        "more": None if known is None else known.clip(lower=0).sum(),
        "less": None if known is None else -known.clip(upper=0).sum(),
    }
    return stated(
        release, "scores", "amounts", policy.policy_amounts(rows, lang), lang, finding=paid
    )


def points(release: Release, items: pd.DataFrame, lang: str) -> Stated | None:
    """Internal: one enterprise's points against the weights."""
    figure = comparison.item_points(items, lang)
    lost = items["weight_points"] - items["item_points"]
    worst = items.loc[lost.idxmax()] if lost.gt(0).any() else {}
    finding = {
        "item": worst.get(f"title_{lang}"),
        "points": worst.get("item_points"),
        "weight": worst.get("weight_points"),
    }
    return stated(release, "scores", "points", figure, lang, finding=finding)


def _year(release: Release) -> int:
    """The year of the data."""
    return text.evaluation_year(release) - 1
