"""The year's net increase as it is expected: what came, plus chances of entry, less of exit.

    mean = net so far + Σ p − Σ q,   variance = Σ p(1 − p) + Σ q(1 − q)

Entries and exits are taken as independent; the interval and the chance are the normal's, the
chance with continuity correction. What the chances themselves are unsure of is not in it.
"""

import numpy as np
import pandas as pd
from scipy.stats import norm

Z80 = float(norm.ppf(0.9))


def outlook(rows: pd.DataFrame) -> pd.DataFrame:
    """Return mean, 80 % interval and chance of the target, a row each.

    Parameters
    ----------
    rows
        `net` (so far), `entries` (Σ p), `exits` (Σ q), `variance`, `target` (missing: none).

    Returns
    -------
    `expected_net`, `low`, `high`, `chance_pct` (of net ≥ target; missing without one).
    """
    mean = rows["net"] + rows["entries"] - rows["exits"]
    spread = np.sqrt(rows["variance"])
    beyond = rows["target"] - 0.5 - mean
    # Where nothing is uncertain the sign decides.
    score = beyond / spread.where(spread > 0, 1e-9)
    chance = pd.Series(100 * norm.sf(score), rows.index).where(rows["target"].notna())
    return pd.DataFrame(
        {
            "expected_net": mean,
            "low": mean - Z80 * spread,
            "high": mean + Z80 * spread,
            "chance_pct": chance,
        }
    )
