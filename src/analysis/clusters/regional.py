"""The whole city by county and industry: what made each county grow, and where industries lie.

Three tables of one computation: cells, counties, industries. Effects are given in the panel's
unit per cell, and as percentage points of the base, which compare; those of a county are sums
over its cells.
"""

import numpy as np
import pandas as pd

from analysis.clusters import localisation
from analysis.clusters.cells import Array, Cells, cells, ratio
from analysis.clusters.concentration import concentration_ratio, normalised_hhi
from analysis.clusters.dynamic import dynamic
from analysis.clusters.ellison_glaeser import ellison_glaeser
from analysis.clusters.gradient import gradient
from analysis.clusters.location_quotient import location_quotient, symmetric
from analysis.clusters.shift_share import DUNN, ESTEBAN_MARQUILLAS, dunn, esteban_marquillas
from analysis.clusters.specialisation import krugman
from analysis.rates import growth_pct

Tables = dict[str, pd.DataFrame]


def regional(
    panel: pd.DataFrame,
    period: str,
    labour: pd.DataFrame | None = None,
    plant_hhi: pd.Series | None = None,
) -> Tables:
    """Decompose the year up to `period`.

    Parameters
    ----------
    panel
        As from `industry_panel.flow_panel` or `stock_panel`; other years' rows of the same month
        serve the dynamic effects.
    labour
        `county_code`, `industry_code`, `output`, `labour` of the same enterprises, for the
        gradient coefficient.
    plant_hhi
        Herfindahl index of plant sizes by `industry_code`, for Ellison and Glaeser.

    Returns
    -------
    `cells` (county × industry), `counties`, `industries`; the columns stand in the dictionary.
    """
    same_month = panel[panel["period"].str[5:] == period[5:]]
    grid = cells(same_month)
    end, base = (grid.array(same_month[c]) for c in ("value", "value_last_year"))
    now = grid.periods.get_loc(period)
    b, e = base[now], end[now]
    listed = ~np.isnan(grid.array(pd.Series(1.0, index=same_month.index))[now])
    effects = {**dunn(b, e), **esteban_marquillas(b, e)}
    one = Cells(grid.periods[[now]], grid.counties, grid.industries, np.array([], dtype=int))
    return {
        "cells": _cells(one, b, e, effects, labour),
        "counties": _counties(grid, b, e, effects, base, end).assign(**_counts(b, e, listed, 1)),
        "industries": _industries(grid, b, e, plant_hhi).assign(**_counts(b, e, listed, 0)),
    }


def _cells(
    grid: Cells, b: Array, e: Array, effects: dict[str, Array], labour: pd.DataFrame | None
) -> pd.DataFrame:
    usable = ~np.isnan(b + e)
    quotient = location_quotient(e)
    total = np.where(usable, b, 0).sum(axis=1, keepdims=True)
    points = {f"{name}_pp": 100 * ratio(effects[name], b) for name in DUNN + ESTEBAN_MARQUILLAS}
    rows = grid.rows(
        {
            "value": e,
            "value_last_year": b,
            "growth_pct": growth_pct(e, b),
            "pull_pp": 100 * ratio(np.where(usable, e - b, np.nan), total),
            **{name: effects[name] for name in DUNN},
            **points,
            "location_quotient": quotient,
            "symmetric_quotient": symmetric(quotient),
            "specialised": _as_number(b > effects["homothetic_base"], usable),
            "competitive": _as_number(effects["local_effect"] > 0, usable),
        }
    ).drop(columns="period")
    if labour is None:
        return rows.assign(gradient=np.nan)
    pair = cells(labour.assign(period=""))
    coefficient = pair.rows(
        {"gradient": gradient(pair.array(labour["output"]), pair.array(labour["labour"]))}
    ).drop(columns="period")
    return rows.merge(coefficient, on=["county_code", "industry_code"], how="left")


def _counties(
    grid: Cells, b: Array, e: Array, effects: dict[str, Array], bases: Array, ends: Array
) -> pd.DataFrame:
    usable = ~np.isnan(b + e)
    base, end = (np.where(usable, x, 0).sum(axis=1) for x in (b, e))
    over_years = dynamic(bases, ends)
    several = {f"dynamic_{n}_pp": over_years[n] for n in DUNN} if len(bases) > 1 else {}
    start = np.where(np.isnan(over_years[DUNN[0]]), 0, bases[0]).sum(axis=1)
    return pd.DataFrame(
        {
            "county_code": grid.counties,
            "value": end,
            "value_last_year": base,
            "growth_pct": growth_pct(end, base),
            **{f"{n}_pp": 100 * ratio(np.nansum(x, axis=1), base) for n, x in effects.items()
               if n != "homothetic_base"},
            **{n: 100 * ratio(np.nansum(x, axis=1), start) for n, x in several.items()},
            "years": float(len(bases)),
            "krugman": krugman(e),
            "normalised_hhi": normalised_hhi(e, axis=1),
            "cr4_pct": 100 * concentration_ratio(e, 4, axis=1),
        }
    ).reindex(columns=COUNTY_COLUMNS)  # fmt: skip


def _industries(grid: Cells, b: Array, e: Array, plant_hhi: pd.Series | None) -> pd.DataFrame:
    usable = ~np.isnan(b + e)
    base, end = (np.where(usable, x, 0).sum(axis=0) for x in (b, e))
    plants = np.full(len(grid.industries), np.nan)
    if plant_hhi is not None:
        plants = plant_hhi.reindex(grid.industries).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "industry_code": grid.industries,
            "value": end,
            "value_last_year": base,
            "growth_pct": growth_pct(end, base),
            "counties": (np.nan_to_num(e) > 0).sum(axis=0).astype(float),
            "hoover": localisation.hoover(e),
            "gini": localisation.gini(e),
            "theil": localisation.theil(e),
            "ellison_glaeser": ellison_glaeser(e, plants),
        }
    )


def _counts(b: Array, e: Array, listed: Array, axis: int) -> dict[str, Array]:
    """Cells that enter the comparison, and those which stand in the table without both figures."""
    usable = ~np.isnan(b + e)
    return {
        "cells_used": usable.sum(axis=axis).astype(float),
        "cells_left_out": (listed & ~usable).sum(axis=axis).astype(float),
    }


def _as_number(condition: Array, known: Array) -> Array:
    return np.where(known, condition.astype(float), np.nan)


COUNTY_COLUMNS = [
    "county_code", "value", "value_last_year", "growth_pct",
    *(f"{name}_pp" for name in DUNN + ESTEBAN_MARQUILLAS),
    *(f"dynamic_{name}_pp" for name in DUNN),
    "years", "krugman", "normalised_hhi", "cr4_pct",
]  # fmt: skip
