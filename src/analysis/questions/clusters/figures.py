"""Figures on clusters: what made them grow, who stands where, how firm the differences are."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms import effects, heat_map, scatter
from analysis.display.forms.canvas import frame, legend
from analysis.display.forms.heat_map import Grid
from analysis.display.forms.scatter import EDGE, corners, cross
from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, GRID, MUTED, ORANGE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE = "cluster_positions"
EFFECTS = {"reference_effect_pp": MUTED, "mix_effect_pp": ORANGE, "local_effect_pp": BLUE}
ROLES = ("chain_leader", "leading", "pacesetter")


def effect_bars(rows: pd.DataFrame, lang: str, table: str = TABLE) -> "Figure | None":
    """Stacked effects of shift-share in points, a dot at the growth they add up to.

    `rows`: of `table`, with `said` (the name); masked ones are left out, the others drawn from
    the fastest down.
    """
    return effects(
        rows.sort_values("growth_pct", ascending=False),
        name="said",
        parts=EFFECTS,
        total="growth_pct",
        table=table,
        axis="百分点" if lang == "zh" else "percentage points",
        lang=lang,
    )


def quadrants(rows: pd.DataFrame, county: str, lang: str) -> "Figure | None":
    """Specialisation against competitiveness; this county's clusters stand out and are named."""
    rows = rows[(rows["location_quotient"] > 0) & rows["local_effect_pp"].notna()]
    bound = rows["local_effect_pp"].abs().quantile(EDGE)
    shown = rows.assign(
        # Twice as special is as far from 1 as half.
        doublings=np.log2(rows["location_quotient"]),
        local_effect_pp=rows["local_effect_pp"].clip(-bound, bound),
        own=rows["county_code"] == county,
    )
    figure = scatter(
        shown, x="doublings", y="local_effect_pp", name="said", own="own", table=TABLE,
        titles={"doublings": label("cell_effects", "location_quotient", lang)}, lang=lang,
        height=4.8,
    )  # fmt: skip
    if figure:
        axes = figure.axes[0]
        cross(axes)
        reach = shown.loc[~shown["masked"], "doublings"]
        ticks = np.arange(np.floor(reach.min()), np.ceil(reach.max()) + 1)
        axes.set_xticks(ticks, [f"{2.0**t:{'.2g' if t < 0 else 'g'}}" for t in ticks])
        zh = ("专业化、快于行业", "专业化、慢于行业", "非专业化、快于行业", "非专业化、慢于行业")
        en = (
            "specialised, ahead",
            "specialised, behind",
            "less of it, ahead",
            "less of it, behind",
        )
        corners(axes, zh if lang == "zh" else en)
    return figure


def revenue_tax(rows: pd.DataFrame, county: str, lang: str) -> "Figure | None":
    """Growth of taxes against growth of revenue; on the diagonal the tax rate stands still."""
    rows = rows[rows["growth_pct"].notna() & rows["tax_growth_pct"].notna()]
    x, y = (
        rows[name].clip(*rows[name].quantile([1 - EDGE, EDGE]))
        for name in ("growth_pct", "tax_growth_pct")
    )
    shown = rows.assign(growth_pct=x, tax_growth_pct=y, own=rows["county_code"] == county)
    revenue = "营业收入可比增速（%）" if lang == "zh" else "Growth of revenue (%)"
    figure = scatter(
        shown, x="growth_pct", y="tax_growth_pct", name="said", own="own", table=TABLE,
        titles={"growth_pct": revenue}, lang=lang,
    )  # fmt: skip
    if figure:
        axes = figure.axes[0]
        axes.axline((0, 0), slope=1, color=MUTED, lw=1, ls=(0, (4, 3)))
        cross(axes)
        zh = ("", "税金慢于营收", "税金快于营收", "")
        en = ("", "taxes behind revenue", "taxes ahead of revenue", "")
        corners(axes, zh if lang == "zh" else en)
    return figure


def funnel_plot(rows: pd.DataFrame, county: str, lang: str) -> "Figure | None":
    """Growth against its standard error, with the limits of mere chance around the mean."""
    rows = rows[rows["shrunk_growth_pct"].notna() & ~rows["masked"]]
    if rows.empty:
        return None
    error, mean = rows["sampling_sd_pp"], float(rows["mean_growth_pct"].iloc[0])
    bound = (rows["growth_pct"] - mean).abs().quantile(EDGE)
    reach = np.linspace(0, error.quantile(EDGE) * 1.05, 50)
    shown = rows.assign(
        growth_pct=rows["growth_pct"].clip(mean - bound, mean + bound),
        sampling_sd_pp=error.clip(upper=reach[-1]),
        own=rows["county_code"] == county,
    )
    figure = scatter(
        shown, x="sampling_sd_pp", y="growth_pct", name="said", own="own", table=TABLE,
        titles={"sampling_sd_pp": label("cluster_estimates", "sampling_sd_pp", lang)}, lang=lang,
        height=4.4,
    )  # fmt: skip
    if figure:
        axes = figure.axes[0]
        within = "95%偶然波动范围" if lang == "zh" else "95% range of mere chance"
        low, high = (mean + sign * 1.96 * reach for sign in (-1, 1))
        axes.fill_between(reach, low, high, color=GRID, lw=0, label=within, zorder=0)
        axes.axhline(mean, color=MUTED, lw=1)
        axes.set_xlim(0, reach[-1] * 1.02)
        axes.set_ylim(mean - bound * 1.12, mean + bound * 1.12)
        legend(figure, 1)
    return figure


def chain_matrix(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """Chains × roles: how many enterprises of each role; empty places are framed."""
    rows = rows[rows["role"].isin(ROLES)]
    counts = rows.groupby(["chain", "role"], as_index=False)["enterprises"].sum()
    chains = {chain: chain for chain in sorted(rows["chain"].unique())}
    roles = {role: value_label("chain_roles", "role", role, lang) for role in ROLES}
    figure = heat_map(
        counts, x="role", y="chain", value="enterprises", names=(roles, chains),
        table="chain_roles", lang=lang,
    )  # fmt: skip
    if figure:
        cells = Grid(counts, "role", "chain", list(roles), list(chains))
        frame(figure.axes[0], cells.of("enterprises") == 0)
    return figure
