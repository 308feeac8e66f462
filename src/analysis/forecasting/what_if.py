"""What would the year end be if an enterprise stopped, or a project started?

The event changes the forecast of its cell (or of a county, where no industry is named) by a fixed
amount, or by a share of what was expected, in each period from its first one on; the county, the
industry and the city follow by the same amount, so everything still adds up. A loss cannot be
larger than what was expected. Nothing else is assumed to follow: no supplier stops with it, nobody
takes over its orders.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.forecasting.hierarchy import TOTAL
from analysis.rates import growth_pct
from analysis.tables.territory import WHOLE


@dataclass(frozen=True)
class Event:
    """A change of one cell, or of a county.

    Parameters
    ----------
    county_code, industry_code
        The cell; "total" for the county as a whole.
    first_period
        `YYYY-MM` of the first period it changes.
    change_per_period
        Amount a period, in the measure's unit: negative if an enterprise stops.
    change_pct
        Percent of what was expected, added to that: −100 if everything stops.
    """

    county_code: str
    industry_code: str
    first_period: str
    change_per_period: float = 0.0
    change_pct: float = 0.0


def what_if(
    forecast: pd.DataFrame, outlook: pd.DataFrame, event: Event, periods_averaged: int = 1
) -> pd.DataFrame:
    """The end of the year with the event beside the one without.

    Parameters
    ----------
    forecast, outlook
        Tables of `city.city_outlook`.
    event
        What happens.
    periods_averaged
        1 for a flow; for a stock the periods of the year, over which its mean is taken.

    Returns
    -------
    DataFrame
        The cell, its county, its industry and the city (county and city where no industry is
        named): `county_code`, `industry_code`, `year_end_value`, `effect_value`,
        `year_end_with_event`, `growth_with_event_pct`, `effect_pp` (points of growth).

    Raises
    ------
    DataError
        If the panel has no such cell.
    """
    cell = forecast[
        (forecast["county_code"] == event.county_code)
        & (forecast["industry_code"] == event.industry_code)
    ]
    if cell.empty:
        raise DataError(
            f"没有县{event.county_code}行业{event.industry_code}的预测",
            f"no forecast for county {event.county_code}, industry {event.industry_code}",
        )
    year = outlook["period"].iloc[0][:4]
    hit = cell["period"].str.startswith(year) & (cell["period"] >= event.first_period)
    was = cell.loc[hit, "value"].to_numpy(float)
    changes = np.maximum(event.change_per_period + event.change_pct / 100 * was, -was)
    effect = float(changes.sum()) / periods_averaged
    county = outlook["county_code"].isin([event.county_code, WHOLE])
    industry = outlook["industry_code"].isin([event.industry_code, TOTAL])
    rows = outlook[county & industry]
    after = rows["year_end_value"] + effect
    growth = growth_pct(after, rows["year_end_base_value"])
    return (
        rows[["county_code", "industry_code", "year_end_value"]]
        .assign(
            effect_value=effect,
            year_end_with_event=after,
            growth_with_event_pct=growth,
            effect_pp=growth - rows["growth_pct"],
        )
        .reset_index(drop=True)
    )
