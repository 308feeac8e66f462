"""Growth of value added: the published path, what is expected, its errors and targets."""

import pandas as pd

from analysis.forecasting.growth_outlook import growth_outlook
from analysis.questions.output.result_tables import YEAR_END
from analysis.questions.output.tables import COUNTY_MONTH
from analysis.tables import RESULT_TABLES
from analysis.tables.given import Given
from analysis.tables.question import Tables


def value_added(given: Given) -> Tables:
    """Published growth of counties and of the whole, where it ends the year, and its targets."""
    names = {
        "value_added_growth_ytd_pct": "ytd_pct",
        "value_added_growth_month_pct": "month_pct",
    }
    if COUNTY_MONTH not in given:
        return {
            name: pd.DataFrame(columns=[*RESULT_TABLES[name].columns])
            for name in ("output_value_added", "output_growth_errors")
        }
    read = given.read(COUNTY_MONTH, columns=["county_code", "period", *names])
    goals = given.city.targets_table(given.day)
    due = (goals["indicator"] == "value_added") & (goals["year"] == int(given.period[:4]))
    found = growth_outlook(
        read.rename(columns=names),
        given.period,
        goals[due].rename(columns={"target_value": "target_growth_pct", "kind": "target_kind"}),
    )
    bounds = {f"{side}{p}": f"value_added_{side}{p}_pct" for p in (80, 95) for side in ("lo", "hi")}
    said = {"ytd_pct": "value_added_ytd_growth_pct", "month_pct": "value_added_month_growth_pct"}
    return {
        "output_value_added": found.path.rename(columns={**said, **bounds}),
        "output_growth_errors": found.errors.rename(columns={"method": "growth_method"}).assign(
            closure_pp=found.closure_pp
        ),
        "output_targets": found.targets.rename(columns=YEAR_END).assign(industry_code="total"),
    }
