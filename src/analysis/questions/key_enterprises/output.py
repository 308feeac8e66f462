"""What the listed enterprises weigh: shares, pulls, concentration, growth without each of them.

Growth and pull are of the enterprises above scale that report both years, so that shares, pulls
and the growth without an enterprise close:

    pull = change / Σ last year · 100        without = Σ (this year) / Σ (last year) − 1 of the rest
"""

import pandas as pd

from analysis.periods import later
from analysis.questions.key_enterprises.readings import BEFORE, NOW
from analysis.rates import comparable_growth, contributions, growth_pct
from analysis.registers import with_totals
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.key_enterprises import STATES
from analysis.tables.origins import ORIGIN
from analysis.tables.territory import WHOLE

COUNTY = {"county_code": WHOLE}
BY = [*COUNTY]
PRINTED = {NOW: "output_10k_cny", BEFORE: "output_last_year_10k_cny"}
ELECTRICITY = "electricity_ytd_10k_kwh"
LARGEST = (1, 3, 5)


def month_reports(given: Given) -> pd.DataFrame:
    """Return all enterprises above scale that report output of both years to the period.

    Columns: `uscc`, `county_code`, `ORIGIN`, both years' output, shares and pulls (city, county),
    `city_without_pct` and `electricity_growth_pct`, from last year's own report.
    """
    rows = given.read(ENTERPRISE_MONTH, periods=[given.period], origins=True)
    rows = rows[rows[NOW].notna() & rows[BEFORE].notna()]
    last_year = given.read(
        ENTERPRISE_MONTH, columns=["uscc", ELECTRICITY], periods=[later(given.period, -11, 11)]
    )
    used = rows["uscc"].map(last_year.set_index("uscc")[ELECTRICITY])
    now, before = rows[NOW], rows[BEFORE]
    return rows[["uscc", "county_code", ORIGIN, NOW, BEFORE]].assign(
        share_city_pct=100 * now / now.sum(),
        share_county_pct=100 * now / now.groupby(rows["county_code"]).transform("sum"),
        pull_city_pp=contributions(rows, NOW, BEFORE)["pull_pp"],
        pull_county_pp=contributions(rows, NOW, BEFORE, BY)["pull_pp"],
        city_without_pct=growth_pct(now.sum() - now, before.sum() - before),
        electricity_growth_pct=growth_pct(rows[ELECTRICITY], used),
    )


def totals(month: pd.DataFrame, firms: pd.DataFrame, counties: list[str]) -> pd.DataFrame:
    """Return the listed enterprises of each county and of the city beside all above scale there.

    Parameters
    ----------
    month, firms
        What `month_reports` returns; the listed enterprises with their `PRINTED` output and state.
    """
    every, ours = with_totals(month, COUNTY), with_totals(firms, COUNTY)
    whole = comparable_growth(every, NOW, BEFORE, BY).set_index("county_code")
    listed = comparable_growth(ours, PRINTED[NOW], PRINTED[BEFORE], BY).set_index("county_code")
    ranked = every.sort_values(NOW, ascending=False, kind="stable").groupby("county_code")
    rest = comparable_growth(every.drop(ranked.head(1).index), NOW, BEFORE, BY)
    change = listed[PRINTED[NOW]] - listed[PRINTED[BEFORE]]
    states = pd.crosstab(ours["county_code"], ours["state"].fillna("unknown"))
    states = states.reindex(columns=[*STATES, "unknown"], fill_value=0)
    states = states.assign(listed=states.sum(axis=1)).reindex([*counties, WHOLE], fill_value=0)
    shares = {
        f"top{n}_pct": 100 * ranked.head(n).groupby("county_code")[NOW].sum() / whole[NOW]
        for n in LARGEST
    }
    return states.assign(
        **listed[[*PRINTED.values()]],
        output_growth_pct=listed["growth_pct"],
        coverage_pct=100 * listed[PRINTED[NOW]] / whole[NOW],
        pull_pp=100 * change / whole[BEFORE],
        growth_all_pct=whole["growth_pct"],
        growth_without_first_pct=rest.set_index("county_code")["growth_pct"],
        **shares,
    ).reset_index(names="county_code")
