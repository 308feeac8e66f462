"""The two lights of a target: of what is done, by the rule in force; of the year end, by chance."""

import numpy as np
import pandas as pd

from analysis.questions.board.rules import Lights
from analysis.tables.indicator import GROWTH
from analysis.tables.territory import WHOLE

EXACT = 9
"""Digits to which figures are compared: 11/12 of 12 is 11."""


def light(rows: pd.DataFrame, better: pd.Series, rule: Lights) -> pd.Series:
    """Return green, amber, red, or missing where nothing is judged.

    Parameters
    ----------
    rows
        `kind`, `rate` (a growth or share), `direction`, `county_code`, `value`, `target_value`,
        `whole` (the whole city's value; missing: there is none), `pace_pp`, `schedule_pct`. What
        is reached of an amount stays reached: it is green without a schedule, too.
    better
        1 where more is better, −1 where less is.
    """
    pace = rows["pace_pp"].round(EXACT)
    growth = rows["kind"] == GROWTH
    under = (better * (rows["value"] - rows["whole"])).round(EXACT) < 0
    behind = growth & under & (rows["county_code"] != WHOLE)
    scheduled = rows["schedule_pct"] * (rows["target_value"] / 100).where(rows["rate"], 1.0)
    late = pace < (-rule.red_behind_schedule_pct / 100 * scheduled).round(EXACT)
    falling = better * rows["value"] < rule.red_below_growth_pct
    colour = pd.Series(np.where((pace >= 0) & ~behind, "green", "amber"), index=rows.index)
    colour = colour.mask(falling.where(growth, late), "red")
    reached = ~rows["rate"] & (rows["direction"] == "up") & (rows["value"] >= rows["target_value"])
    return colour.mask(reached, "green").astype(object).where(pace.notna() | reached, None)


def forecast_light(chance: pd.Series, rule: Lights) -> pd.Series:
    """Return green, amber, red by the probability in percent; missing without one."""
    bounds = [rule.forecast.green_from_pct, rule.forecast.amber_from_pct]
    colour = np.select([chance >= bounds[0], chance >= bounds[1]], ["green", "amber"], "red")
    return pd.Series(colour, index=chance.index, dtype=object).where(chance.notna(), None)
