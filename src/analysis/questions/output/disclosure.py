"""What of the figures of output may leave: one judgement an indicator, sums included.

It differs by indicator, for an enterprise may rule the electricity of a cell and not its output.
Groups of industries, sections and sizes are further sums of the enterprises that a county's
industries add up already.
"""

import pandas as pd

from analysis.questions.output.enterprise_answer import registered
from analysis.questions.output.industry_groups import GROUP, grouping, groups_of
from analysis.questions.output.measured import CELL, ELECTRICITY
from analysis.questions.output.tables import ELECTRICITY_MONTH
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.spec import Free, Spec, judging
from analysis.tables.territory import INDUSTRIES, WHOLE
from analysis.tables.unreported import with_unreported

OUTPUT = ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
FORM = "electricity_ytd_10k_kwh"
COUNTY, INDUSTRY = CELL


def _output(given: Given) -> pd.DataFrame:
    """The enterprises' output, this year's and last year's, and what nobody reported."""
    now = judging(given, ENTERPRISE_MONTH, ["uscc", *CELL, "period", *OUTPUT])
    now = with_unreported(now, given, INDUSTRY_MONTH, CELL, OUTPUT)
    register = registered(given, ["uscc", "size"])
    industries = given.read(INDUSTRIES, columns=[INDUSTRY, "section"])
    rows = now.merge(register, on="uscc", how="left").merge(industries, on=INDUSTRY, how="left")
    rows = rows.rename(columns={"uscc": "unit", "size": "enterprise_size"})
    rows = rows.assign(**{GROUP: groups_of(rows[INDUSTRY], grouping(given))})
    parts = [*CELL, GROUP, "section", "enterprise_size", "unit", "unreported"]
    return rows.melt(parts, OUTPUT, "measure", "value")


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


def _history(given: Given) -> pd.DataFrame:
    """The enterprises of every period that a path shows."""
    from analysis.forecasting.report_tables import first_shown

    months = given.read(INDUSTRY_MONTH, columns=[*CELL, "period", "enterprises"])
    return months[months["period"].between(first_shown(given.period, 11), given.period)]


SUM_CODES = {COUNTY: WHOLE, INDUSTRY: "total"}
SUMS = ((COUNTY, INDUSTRY), (COUNTY,), (INDUSTRY,), ())
DISCLOSURE = (
    Spec("output", _output, SUMS, codes=SUM_CODES, where={"indicator": "output"}, history=_history),
    Spec(
        "electricity",
        _electricity,
        SUMS,
        codes=SUM_CODES,
        where={"indicator": "electricity"},
        history=_history,
    ),
    # No sum of groups, sections or sizes over the counties is published. Groups come first: of a
    # county whose industries are withheld they tell most.
    Spec("output", _output, ((COUNTY, GROUP),), within=(COUNTY,)),
    Spec("output", _output, ((COUNTY, "section"),), within=(COUNTY,)),
    Spec("output", _output, ((COUNTY, "enterprise_size"),), within=(COUNTY,)),
    Free({"indicator": "value_added"}, why="its growth is published for whole counties"),
)
