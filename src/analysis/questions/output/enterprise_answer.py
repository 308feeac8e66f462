"""What enterprises' own figures add: who moved output, sections, sizes, stops."""

import pandas as pd

from analysis.questions.output.measured import CELL
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.territory import INDUSTRIES

VALUE, BASE = "output_ytd_10k_cny", "output_ytd_last_year_10k_cny"
YEAR_TO_DATE = {VALUE: "ytd_value", BASE: "ytd_base_value"}
MOVERS = 8
"""Enterprises listed at each end of a county's growth."""
STOPPED = 3
"""Largest enterprises of a county whose stop is tried."""


def reported(given: Given) -> pd.DataFrame:
    """The enterprises' cumulative figures of the period, with their name, size and section.

    Returns `uscc`, `county_code`, `industry_code`, `ytd_value`, `ytd_base_value`, `name`,
    `enterprise_size`, `section`, `group_zh`, `group_en`.
    """
    months = given.read(ENTERPRISE_MONTH, columns=["uscc", *CELL, "period", VALUE, BASE])
    now = months[months["period"] == given.period].drop(columns="period")
    register = registered(given, ["uscc", "name", "size"])
    classes = ["industry_code", "section", "group_zh", "group_en"]
    industries = given.read(INDUSTRIES, columns=classes)
    found = now.merge(register, on="uscc", how="left").merge(
        industries, on="industry_code", how="left"
    )
    found = found.assign(name=found["name"].fillna(found["uscc"]))
    return found.rename(columns={"size": "enterprise_size", **YEAR_TO_DATE})


def registered(given: Given, columns: list[str]) -> pd.DataFrame:
    """The register of enterprises; without rows where the city keeps none."""
    if ENTERPRISES in given:
        return given.read(ENTERPRISES, columns=columns)
    return pd.DataFrame(columns=columns, dtype="str")


def movers(now: pd.DataFrame) -> pd.DataFrame:
    """The enterprises that moved each county's output most, up and down; `output_movers`."""
    from analysis.rates import contributions

    parts = contributions(now, "ytd_value", "ytd_base_value", by=["county_code"])
    ranked = parts.sort_values(["county_code", "change"], kind="stable").dropna(subset=["change"])
    place = ranked.groupby("county_code").cumcount()
    back = ranked.groupby("county_code").cumcount(ascending=False)
    moved = ranked[(place < MOVERS) | (back < MOVERS)]
    return moved.rename(columns={"change": "change_value", "name": "enterprise_name"})


def by_class(now: pd.DataFrame, name: str) -> pd.DataFrame:
    """Growth and pull of each class of a county, a ratio of sums.

    An enterprise without a class or without one of the two years is left out of the growth.

    Parameters
    ----------
    now
        `reported`.
    name
        "group_zh", "section" (`output_sections`) or "enterprise_size" (`output_sizes`).
    """
    from analysis.rates import comparable_growth, contributions

    by = ["county_code", name]
    known = now.dropna(subset=[name])
    growth = comparable_growth(known, "ytd_value", "ytd_base_value", by)
    parts = contributions(growth, "ytd_value", "ytd_base_value", by=["county_code"])
    counts = known.groupby(by, as_index=False).agg(enterprises=("uscc", "nunique"))
    return parts.merge(counts, on=by).rename(columns={"growth_pct": "ytd_growth_pct"})


def by_group(now: pd.DataFrame) -> pd.DataFrame:
    """Growth and pull of each group of industries of a county; `output_groups`.

    `now`: `reported`. Without rows where the city's classification has no groups.
    """
    industries = now[["industry_code", "group_zh", "group_en"]].drop_duplicates()
    told = (
        industries.sort_values("industry_code")
        .groupby("group_zh", as_index=False)
        .agg(group_en=("group_en", "first"), industries=("industry_code", " ".join))
    )
    return by_class(now, "group_zh").merge(told, on="group_zh")


def stops(now: pd.DataFrame, forecast: pd.DataFrame, outlook: pd.DataFrame) -> pd.DataFrame:
    """The year of a county if one of its largest enterprises stopped now; `output_stops`.

    An enterprise is taken to bring, of what its cell is expected to bring, the share it has had
    in the cell so far this year.

    Parameters
    ----------
    now
        `reported`.
    forecast, outlook
        Tables of `forecast.city_outlook`.
    """
    from analysis.forecasting import Event, what_if

    columns = [
        "county_code", "uscc", "enterprise_name", "industry_code", "first_period", "share_pct",
        "effect_value", "growth_with_event_pct", "effect_pp",
    ]  # fmt: skip
    if not outlook["remaining_periods"].iloc[0]:
        return pd.DataFrame(columns=columns)
    first = str(forecast["period"].min())
    shares = now.assign(
        share_pct=100 * now["ytd_value"] / now.groupby("county_code")["ytd_value"].transform("sum"),
        in_cell_pct=100 * now["ytd_value"] / now.groupby(CELL)["ytd_value"].transform("sum"),
    )
    forecast_cells = pd.MultiIndex.from_frame(forecast[CELL].drop_duplicates())
    known = shares[pd.MultiIndex.from_frame(shares[CELL]).isin(forecast_cells)]
    largest = known.sort_values("ytd_value", ascending=False).groupby("county_code").head(STOPPED)
    paths, years = (dict(iter(t.groupby("county_code"))) for t in (forecast, outlook))
    rows = []
    for firm in largest.itertuples():
        county, industry = firm.county_code, firm.industry_code
        event = Event(county, industry, first, change_pct=-float(firm.in_cell_pct))
        found = what_if(paths[county], years[county], event)
        rows.append(
            found[found["industry_code"] == "total"].assign(
                uscc=firm.uscc,
                enterprise_name=firm.name,
                industry_code=firm.industry_code,
                first_period=first,
                share_pct=firm.share_pct,
            )
        )
    return pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)
