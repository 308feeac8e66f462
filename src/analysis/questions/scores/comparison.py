"""Figures that set counties, sectors and (internal) enterprises side by side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.display.forms import bars, pairs, progress, scatter
from analysis.display.forms.canvas import panels
from analysis.display.labels import label, short_industry, value_label
from analysis.display.style import CLASS_COLOURS, INK
from analysis.questions.scores.figures import FEW
from analysis.questions.scores.groups import group_name
from analysis.tables.territory import WHOLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVEL = "tax_per_mu_10k_cny"
SECTORS = 12


def county_tax_per_mu(
    rows: pd.DataFrame, county: str, names: Mapping[str, str], lang: str
) -> "Figure | None":
    """Tax per mu of every county, this year's dot and last year's ring; this county stands out."""
    of_city = rows["county_code"] == WHOLE
    shown, whole = rows[~of_city], rows.loc[of_city, LEVEL]
    codes = shown["county_code"]
    return pairs(
        shown.assign(said=codes.map(names), own=codes == county),
        name="said",
        value=LEVEL,
        beside=f"{LEVEL}_last_year",
        own="own",
        line=(float(whole.iloc[0]), "全市" if lang == "zh" else "city") if len(whole) else None,
        table="tax_per_mu",
        lang=lang,
    )


def sector_tax_per_mu(
    rows: pd.DataFrame, county: str, names: Mapping[str, str], lang: str, few: int = FEW
) -> "Figure | None":
    """The county's tax per mu in its largest sectors beside the same sectors of the city.

    Sectors of fewer enterprises than ``few`` are left out: their figure is an enterprise's own.
    """
    shown = sectors_beside(rows, county, few)
    codes = shown["industry_code"]
    return pairs(
        shown.assign(said=[short_industry(names.get(code, code)) for code in codes]),
        name="said",
        value=LEVEL,
        beside="city",
        titles=("本县", "全市同行业") if lang == "zh" else ("county", "city"),
        table="sector_comparison",
        lang=lang,
    )


def sectors_beside(rows: pd.DataFrame, county: str, few: int = FEW) -> pd.DataFrame:
    """The county's largest sectors, the level of the same sector of the city as `city`."""
    mine = rows[(rows["county_code"] == county) & (rows["industry_code"] != "total")]
    city = rows[rows["county_code"] == WHOLE].set_index("industry_code")[LEVEL]
    known = mine[mine[LEVEL].notna() & (mine["enterprises"] >= few)]
    shown = known.nlargest(SECTORS, "enterprises")
    beside = shown["industry_code"].map(city).astype("float64")  # of no rows the map is of text
    return shown.assign(city=beside)


def choice_name(choice: Any, titles: Mapping[str, str], lang: str) -> str:
    """What a row of ``score_choices`` is called: cap: on (1.5 weights)."""
    colon = "：" if lang == "zh" else ": "
    variant = value_label("score_choices", "variant", choice.variant, lang)
    return variant + colon + titles.get(choice.detail, choice.detail)


def choices(rows: pd.DataFrame, titles: Mapping[str, str], lang: str) -> "Figure | None":
    """How many in a hundred would change class if one choice of the scheme were made otherwise.

    ``rows`` is ``score_choices`` of one county; ``titles`` names indicators and settings.
    """
    shown = rows.sort_values("changed_share_pct", ascending=False)
    said = [choice_name(row, titles, lang) for row in shown.itertuples()]
    return bars(
        shown.assign(said=said),
        name="said",
        value="changed_share_pct",
        table="score_choices",
        lang=lang,
    )


def enterprise_land_tax(scores: pd.DataFrame, lang: str) -> "Figure | None":
    """Internal: every enterprise's land and tax on logarithmic axes, by class."""
    return scatter(
        scores[scores["class_code"].notna()],
        x="land_mu",
        y="tax_10k_cny",
        hue="class_code",
        colours=CLASS_COLOURS,
        logarithmic=True,
        table="enterprise_scores",
        lang=lang,
        height=4.2,
    )


def rank_intervals(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """Internal: every enterprise's rank and the range it takes when the weights are drawn anew.

    None where nobody is ranked.

    Best rank first, coloured by class: where neighbouring bars of two colours overlap, the line
    between the classes is not firm.
    """
    groups = [name for name, _ in rows.groupby("scheme_group")]
    if not groups:
        return None
    figure, grid = panels(len(groups), 1, 2.6 * len(groups))
    for axes, name in zip(grid[:, 0], groups, strict=True):
        shown = rows[rows["scheme_group"] == name].sort_values("rank")
        colours = shown["class_initial"].map(CLASS_COLOURS).dropna()
        ranges = shown.loc[colours.index, ["rank", "rank_low", "rank_high"]]
        axes.vlines(*ranges.to_numpy().T, colors=list(colours), lw=2.2)
        axes.plot(shown["rank"], shown["rank"], ".", color=INK, ms=2.5)
        axes.invert_yaxis()
        axes.set_title(group_name(name, lang), fontsize=10)
        axes.set_ylabel({"zh": "名次区间（90%）", "en": "Range of ranks (90%)"}[lang])
    axes.set_xlabel(label("enterprise_robustness", "rank", lang, unit=False))
    return figure


def item_points(items: pd.DataFrame, lang: str) -> "Figure | None":
    """Internal: one enterprise's points, item by item, against the weights."""
    return progress(
        items,
        name=f"title_{lang}",
        done="item_points",
        planned="weight_points",
        table="enterprise_items",
        lang=lang,
        rates=False,
    )
