"""What is withheld of a figure is withheld of all that is made of it."""

import pandas as pd

from analysis.questions.overview.quoted import Aim, aims, month_before
from analysis.questions.overview.tables import AIMS, FIGURES
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def figures(given: Given) -> pd.DataFrame:
    """The figures' cells: unsafe where the figure is withheld; as told, where it is by now."""
    rows = given.answers[FIGURES.name][[*FIGURES.cells]]
    before = month_before(given.period)
    periods = {"now": given.period, "before": before, "told": before}
    unsafe = [
        _withheld(given, name, county, periods[state])
        for name, county, state in rows.itertuples(index=False)
    ]
    return rows.assign(unsafe=unsafe, value=1.0)


def targets(given: Given) -> pd.DataFrame:
    """The targets' cells: unsafe where a figure that one is told by is withheld."""
    rows = [
        (aim.target.indicator, aim.target.county, _aim_withheld(given, aim), 1.0)
        for aim in aims(given)
    ]
    return pd.DataFrame(rows, columns=[*AIMS.cells, "unsafe", "value"])


def _aim_withheld(given: Given, aim: Aim) -> bool:
    county, before = aim.target.county, month_before(given.period)
    named = (*aim.quoted, "output_growth_ytd")
    now = any(_withheld(given, name, county, given.period) for name in named)
    return now or _withheld(given, aim.figures.chance, county, before)


def _withheld(given: Given, figure: str, county: str, period: str | None) -> bool:
    """Whether a figure is withheld; what nobody can judge is, what there is not is not."""
    values = given.quoted(figure, period) if period else None
    if values is None or period is None or county not in values:
        return False
    masked = given.withheld(figure, period)
    return masked is None or bool(masked.get(county, True))


DISCLOSURE = (
    Spec("figures", figures, published=(FIGURES.cells,), within=FIGURES.cells, kind="judged"),
    Spec("aims", targets, published=(AIMS.cells,), within=AIMS.cells, kind="judged"),
)
