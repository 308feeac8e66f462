"""Linear programs of disclosure: solved, or nothing leaves."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import linprog

from analysis.errors import DataError

INFEASIBLE = 2
LONGEST = 20
"""Names that a refusal lists."""


def solved(cost: np.ndarray, *, concerning: Sequence[str], **program: Any) -> np.ndarray:
    """Return the best point of a linear program; as `scipy.optimize.linprog`, by HiGHS.

    Raises
    ------
    DataError
        If there is none, or the solver does not say that it is the best: what is not proved safe
        does not leave. It names what the program is `concerning`.
    """
    found = linprog(cost, method="highs-ds", options={"presolve": False}, **program)
    if found.status == INFEASIBLE:
        raise unprotected(concerning)
    if found.status != 0 or found.x is None or not np.isfinite(found.x).all():
        raise DataError(
            f"保密求解失败（{found.message}），不予发布：{_listed(concerning, '、')}",
            f"disclosure could not be judged ({found.message}); nothing is released; it concerns: "
            f"{_listed(concerning, ', ')}",
        )
    return np.asarray(found.x)


def unprotected(names: Sequence[str]) -> DataError:
    """Return the refusal of what cannot be protected, whatever else is withheld."""
    return DataError(
        f"已公布的内容使下列数据无法保密，不予发布：{_listed(names, '、')}",
        f"what is known already tells these, nothing is released: {_listed(names, ', ')}",
    )


def _listed(names: Sequence[str], between: str) -> str:
    return between.join([*names[:LONGEST], *(["…"] if len(names) > LONGEST else [])])
