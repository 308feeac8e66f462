"""Which cells of the question of output are withheld: one judgement an indicator, sums included."""

import pandas as pd

from analysis.questions.output.classes import classes
from analysis.questions.output.measured import CELL, ELECTRICITY
from analysis.questions.output.tables import ELECTRICITY_MONTH
from analysis.tables.city import DisclosureRules
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.industry import INDUSTRY_MONTH

OUTPUT = ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
FORM = "electricity_ytd_10k_kwh"
UNREPORTED = "metered, reported by no enterprise"
INDICATED = ["indicator", *CELL]


def cells(given: Given, rules: DisclosureRules) -> list[pd.DataFrame]:
    """The patterns of withheld cells: of counties and industries, of sections and of sizes.

    Sums stand in the same tables as their cells, so all of them share one pattern; it differs by
    indicator, for an enterprise may rule the electricity of a cell and not its output. Sums are
    shown with their history: one that held too few enterprises in any period shown is withheld
    today. Growth of value added is published for whole counties.
    """
    few = _few_in_history(given, rules.minimum_units)
    months = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, "period", *OUTPUT])
    now = _contributions(months[months["period"] == given.period], OUTPUT)
    output = _withheld(now, few, rules)
    patterns = [output.assign(indicator="output")]
    if ELECTRICITY_MONTH in given:
        electricity = _withheld(_electricity(given), few, rules)
        patterns.append(electricity.assign(indicator="electricity"))
    counties = output.loc[output["industry_code"] == "total", CELL]
    patterns.append(counties.assign(indicator="value_added", masked=False))
    joint = pd.concat(patterns, ignore_index=True)[[*INDICATED, "masked"]]
    return [joint, *classes(given, now, output, rules)]


def _contributions(rows: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    long = rows.melt([*CELL, "uscc"], measures, "measure", "value")
    return long.rename(columns={"uscc": "unit"})


def _electricity(given: Given) -> pd.DataFrame:
    """What every enterprise used, this year and the last, and what nobody reported.

    The meters know more than the forms: enterprises below the line, and those that left the
    field empty. What a cell's meters say beyond its forms counts as one more enterprise: no
    split of it among several could leave a cell less safe. A last year without any form is left
    out.
    """
    forms = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, "period", FORM])
    meters = given.read(ELECTRICITY_MONTH, columns=[*CELL, "period", ELECTRICITY])
    period, found = given.period, []
    for year in (int(period[:4]), int(period[:4]) - 1):
        last = f"{year}{period[4:]}"
        said = _contributions(forms[forms["period"] == last], [FORM])
        if said.empty:
            continue
        known = said.assign(value=said["value"].fillna(0.0), measure=str(year))
        metered = meters[meters["period"].between(f"{year}-01", last)]
        whole = metered.groupby(CELL)[ELECTRICITY].sum()
        rest = whole.sub(known.groupby(CELL)["value"].sum(), fill_value=0.0).clip(lower=0.0)
        rest = rest.rename("value").reset_index().assign(unit=UNREPORTED, measure=str(year))
        found += [known, rest]
    return pd.concat(found, ignore_index=True)


def _withheld(
    contributions: pd.DataFrame, few: pd.MultiIndex, rules: DisclosureRules
) -> pd.DataFrame:
    """The pattern of one indicator: city, counties, industries and cells, with `masked`."""
    from analysis.disclosure import hide, unsafe_cells

    def judged(rows: pd.DataFrame) -> pd.DataFrame:
        unsafe = unsafe_cells(rows, CELL, rules)
        named = rows[rows["unit"] != UNREPORTED].groupby(CELL)["unit"].nunique()
        scarce = named.reindex(pd.MultiIndex.from_frame(unsafe[CELL])).fillna(0).to_numpy()
        history = pd.MultiIndex.from_frame(unsafe[CELL]).isin(few)
        first = rows[rows["measure"] == rows["measure"].iloc[0]]
        size = first.groupby(CELL, as_index=False)["value"].sum()
        unsafe["unsafe"] |= history | (scarce < rules.minimum_units)
        cells = unsafe.merge(size.rename(columns={"value": "size"}), on=CELL)
        return hide(cells, CELL[0], CELL[1], "size", rows, rules)

    lines = (
        contributions.assign(industry_code="total"),
        contributions.assign(county_code="city"),
        contributions,
    )
    whole = pd.DataFrame({"county_code": ["city"], "industry_code": ["total"], "masked": [False]})
    return pd.concat([whole, *(judged(rows)[[*CELL, "masked"]] for rows in lines)])


def _few_in_history(given: Given, minimum: int) -> pd.MultiIndex:
    """The counties and industries with fewer than `minimum` enterprises in a period shown."""
    from analysis.forecast.report import first_shown

    months = given.read(INDUSTRY_MONTH, columns=[*CELL, "period", "enterprises"])
    period = given.period
    shown = months[months["period"].between(first_shown(period, 11), period)]
    found = []
    for line in (shown.assign(industry_code="total"), shown.assign(county_code="city")):
        counts = line.groupby([*CELL, "period"])["enterprises"].sum()
        found.append(counts[counts < minimum].reset_index()[CELL].drop_duplicates())
    return pd.MultiIndex.from_frame(pd.concat(found))
