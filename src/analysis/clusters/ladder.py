"""The size ladder on which provinces count clusters: 5, 10, 50 and 100 billion yuan a year."""

import numpy as np
import pandas as pd

RUNGS_10K_CNY = (500_000.0, 1_000_000.0, 5_000_000.0, 10_000_000.0)


def size_ladder(
    value_10k_cny: pd.Series, growth_pct: pd.Series, rungs: tuple[float, ...] = RUNGS_10K_CNY
) -> pd.DataFrame:
    """Rung reached, the next one and how far it is.

    Parameters
    ----------
    value_10k_cny
        Revenue of twelve months.
    growth_pct
        Growth a year that is assumed to go on.

    Returns
    -------
    Same index: `rung_10k_cny` (0 below the first), `next_rung_10k_cny`, `to_next_rung_10k_cny`,
    `years_to_next_rung`; the last three are missing on the top rung, the years also where the
    cluster does not grow.
    """
    steps = np.array((0.0, *rungs, np.nan))
    place = np.searchsorted(np.array(rungs), value_10k_cny.to_numpy(), side="right")
    known = value_10k_cny.notna()
    upper = pd.Series(steps[np.minimum(place + 1, len(rungs) + 1)], index=value_10k_cny.index)
    upper = upper.where(known)
    pace = np.log1p((growth_pct / 100).where(growth_pct > 0))
    return pd.DataFrame(
        {
            "rung_10k_cny": pd.Series(steps[place], index=value_10k_cny.index).where(known),
            "next_rung_10k_cny": upper,
            "to_next_rung_10k_cny": upper - value_10k_cny,
            "years_to_next_rung": np.log(upper / value_10k_cny.where(value_10k_cny > 0)) / pace,
        }
    )
