"""What of the figures of output may leave: one judgement an indicator, sums included.

It differs by indicator, for an enterprise may rule the electricity of a cell and not its output.
"""

from collections.abc import Callable

import pandas as pd

from analysis.questions.output.detail_tables import COMPONENTS
from analysis.questions.output.measured import CELL, ELECTRICITY
from analysis.questions.output.quality_tables import LAST_YEAR
from analysis.questions.output.result_tables import PATH
from analysis.questions.output.tables import ELECTRICITY_MONTH
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.reported_output import SUMS, everywhere
from analysis.tables.spec import Free, Spec
from analysis.tables.territory import WHOLE

FORM = "electricity_ytd_10k_kwh"
COUNTY, INDUSTRY = CELL


def _electricity(given: Given) -> pd.DataFrame:
    """What every enterprise used, this year and the last, and what nobody reported.

    The meters know more than the forms: enterprises below the line, and those that left the
    field empty. What a cell's meters say beyond its forms is of one unnamed enterprise: no split
    of it among several could leave a cell less safe. A last year without any form is left out.
    """
    if ELECTRICITY_MONTH not in given:
        return pd.DataFrame(columns=[*CELL, "unit", "measure", "value"])
    forms = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, "period", FORM])
    meters = given.read(ELECTRICITY_MONTH, columns=[*CELL, "period", ELECTRICITY])
    year, found = int(given.period[:4]), []
    for measure in (str(year), str(year - 1)):
        last = f"{measure}{given.period[4:]}"
        reported = forms[forms["period"] == last].rename(columns={"uscc": "unit", FORM: "value"})
        if reported.empty:
            continue
        reported = reported.fillna({"value": 0.0})
        metered = meters[meters["period"].between(f"{measure}-01", last)]
        whole = metered.groupby(CELL)[ELECTRICITY].sum()
        rest = whole.sub(reported.groupby(CELL)["value"].sum(), fill_value=0.0).clip(lower=0.0)
        rows = [reported, rest.rename("value").reset_index()]
        found.append(pd.concat(rows)[[*CELL, "unit", "value"]].assign(measure=measure))
    columns = [*CELL, "unit", "measure", "value"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def _once(part: str) -> Callable[[Given], pd.DataFrame]:
    """The lines, by county or industry, that held too few enterprises in a period of the path."""

    def few(given: Given) -> pd.DataFrame:
        from analysis.forecasting.report_tables import first_shown

        months = given.read(INDUSTRY_MONTH, columns=[*CELL, "period", "enterprises"])
        shown = months[months["period"].between(first_shown(given.period, 11), given.period)]
        counts = shown.groupby([part, "period"])["enterprises"].sum().groupby(part)
        least = given.city.disclosure.minimum_units
        lines = counts.agg(["min", "max"]).reset_index()
        return lines.assign(unsafe=lines["min"] < least, value=lines["max"].astype(float))

    return few


SUM_CODES = {COUNTY: WHOLE, INDUSTRY: "total"}
HISTORIES = (PATH, LAST_YEAR, COMPONENTS)


def _paths(indicator: str) -> tuple[Spec, ...]:
    """The histories of counties and industries, which tell of the periods before too."""
    return tuple(
        Spec(
            f"{indicator} once by {part}",
            _once(part),
            ((part,),),
            where={"indicator": indicator, other: SUM_CODES[other]},
            empty="shown",
            kind="judged",
            of=HISTORIES,
        )
        for part, other in (CELL, CELL[::-1])
    )


DISCLOSURE: tuple[Spec | Free, ...] = (
    *everywhere(SUM_CODES, {"indicator": "output"}),
    *_paths("output"),
    Spec("electricity", _electricity, SUMS, SUM_CODES, {"indicator": "electricity"}),
    *_paths("electricity"),
    Free({"indicator": "value_added"}, why="its growth is published for whole counties"),
)
