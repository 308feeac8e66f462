"""Figures on the evaluation: classes and their change, tax per mu, land against tax."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms import bars, distribution, effects, transition
from analysis.display.labels import unit_label
from analysis.display.style import BLUE, CATEGORIES, CLASS_COLOURS, MUTED, ORANGE, RED
from analysis.tables.units import in_currency

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EFFECTS = {
    "merit_effect": BLUE,
    "roster_effect": CATEGORIES[4],
    "benchmark_effect": ORANGE,
    "quota_effect": MUTED,
    "override_effect": RED,
}
STAGES = {
    **{name: (name, name) for name in "ABCD"},
    "T": ("不定级", "exempt"),
    "new": ("新参评", "new"),
    "left": ("退出", "left"),
}
LAST_YEAR = "#cbd2d9"
LAND = "#b9a27f"
#: Bins of fewer enterprises than this are not drawn for anyone outside the bureau.
FEW = 3


def class_counts(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """Enterprises in each class, last year's in grey above this year's."""
    return bars(
        rows.assign(colour=rows["class_code"].map(CLASS_COLOURS)),
        name="class_code",
        value={"enterprises_last_year": LAST_YEAR, "enterprises": BLUE},
        colour="colour",
        table="class_counts",
        axis="家（灰色为上年）" if lang == "zh" else "Enterprises (grey: last year)",
        lang=lang,
    )


def class_change(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """What moved the number in each class: five effects that add up to the dot."""
    return effects(
        rows,
        name="class_code",
        parts=EFFECTS,
        total="enterprises_change",
        table="class_counts",
        axis="家" if lang == "zh" else "enterprises",
        lang=lang,
    )


def tax_distribution(
    rows: pd.DataFrame, lang: str, few: int = FEW, currency: str = "CNY"
) -> "Figure | None":
    """How many enterprises lie in each bin of tax per mu, by class; bins double in width.

    Bins that are masked, or hold fewer than ``few``, are not drawn, and the figure says so.
    """
    unit = unit_label(in_currency("10k_cny_per_mu", currency), lang)
    return distribution(
        rows,
        edge="bin_from_10k_cny",
        count="enterprises",
        hue="class_code",
        colours=CLASS_COLOURS,
        table="tax_per_mu_distribution",
        axis=f"亩均税收（{unit}，分段逐级加倍）" if lang == "zh" else f"Tax per mu ({unit})",
        lang=lang,
        few=few,
    )


def land_and_tax(rows: pd.DataFrame, lang: str, few: int = FEW) -> "Figure | None":
    """What each class takes of the land and gives of the taxes, in percent of the county.

    Classes of fewer enterprises than ``few`` are masked.
    """
    hidden = rows["masked"] | (rows["enterprises"] < few)
    shares = {"land_share_pct": LAND, "tax_share_pct": BLUE}
    return bars(
        rows.assign(masked=hidden, **{name: rows[name].mask(hidden) for name in shares}),
        name="class_code",
        value=shares,
        table="land_tax_by_class",
        axis="占全县（%）" if lang == "zh" else "Share of the county (%)",
        lang=lang,
    )


def transition_matrix(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """From last year's class (rows) to this year's (columns): counts, shaded by share of row."""
    which = 0 if lang == "zh" else 1
    return transition(
        rows,
        start="class_last_year",
        end="class_code",
        count="enterprises",
        stages={code: names[which] for code, names in STAGES.items()},
        titles=("上年", "今年") if lang == "zh" else ("Last year", "This year"),
        lang=lang,
    )
