"""Which forecasts that add up serve a panel best?

The one weighted by the number of cells a node adds, unless the panel's own earlier origins show
another to be clearly better: a dozen origins that overlap hold few independent outcomes, and the
winner by a hair is the luckiest, not the best.

Default and margin were chosen on Australian retail before 2012 (38 origins), where the least error
of the past, whatever the margin, did worse than no choice at all.
"""

from collections.abc import Mapping

import numpy as np

from analysis.forecasting.reconciliation import Method

DEFAULT: Method = "structural"
MARGIN = 0.03
"""By how much, as a share of the error, another method must be better than the default."""


def choose(errors: Mapping[Method, Mapping[str, float]], base: Mapping[str, float]) -> Method:
    """The method with the least mean log ratio of its error to the base's over the levels.

    `errors` gives each method's, `base` the unreconciled mean absolute error of each level. The
    default stands unless the best is better by `MARGIN`.
    """
    levels = [level for level, error in base.items() if error > 0]
    score = {
        method: sum(np.log(max(by_level[level], 1e-300) / base[level]) for level in levels)
        / max(len(levels), 1)
        for method, by_level in errors.items()
    }
    best = min(score, key=lambda method: score[method])
    return best if score[best] < score[DEFAULT] - MARGIN else DEFAULT
