"""Beside published output: growth of value added, electricity, the year's targets."""

import numpy as np
import pandas as pd

from analysis.questions.output.sample_files import electricity_file, growth_file
from analysis.sample.activity import Panel
from analysis.sample.months import MONTHS, month_name, month_number, periods
from analysis.sample.published import on_list
from analysis.sample.world import Sample, World, target
from analysis.tables.target import Target

STREAM = 1
BELOW_SCALE_POWER = 0.22  # electricity of units not on the list, share of those on it
YEAR = 2022  # of the targets
GROWTH_PCT = {"output": 8.0, "value_added": 7.0, "electricity": 5.0}


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Growth of value added by county, electricity by county and industry, targets of growth."""
    firms, panel, kinds = world.firms, world.panel, world.kinds
    growth = value_added_growth(firms, panel, kinds, "2018-02", world.last)
    if not world.whole:  # the sum of one group of counties is not the territory's
        growth = growth[growth["county"] >= 0]
    power = electricity_month(rng, firms, panel, len(kinds), world.last)
    return Sample(
        [
            growth_file(growth, world.counties, world.flat),
            electricity_file(power, world.counties, kinds, world.flat),
        ],
        targets=targets(world),
        settings={"industry_groups": "gbt4754_2017"},
    )


def targets(world: World) -> list[Target]:
    """Growth for the city; for each county a level of output, growth of the two others."""
    rows = world.output[YEAR - 1]
    december = rows[rows["period"] == f"{YEAR - 1}-12"]
    level = december.groupby("county")["output_ytd"].sum() / 10
    codes = world.counties["county_code"].to_numpy()[level.index].tolist()
    wanted = (level * (1 + GROWTH_PCT["output"] / 100)).tolist()
    levels = zip(codes, wanted, strict=True)
    return [
        *(target(indicator, "city", YEAR, growth) for indicator, growth in GROWTH_PCT.items()),
        *(
            target("output", code, YEAR, round(value, -4), "level", "万元")
            for code, value in levels
        ),
        *(
            target(indicator, code, YEAR, GROWTH_PCT[indicator])
            for indicator in ("value_added", "electricity")
            for code in codes
        ),
    ]


def value_added_growth(
    register: pd.DataFrame, panel: Panel, industries: pd.DataFrame, first: str, last: str
) -> pd.DataFrame:
    """Real growth on the same enterprises' last year: `county` (−1 for all), `period`,
    `growth_ytd_pct`, `growth_month_pct` (missing for January–February)."""
    rate = industries["va"].to_numpy()[register["industry"]]
    county = register["county"].to_numpy()
    size = county.max() + 1
    shape = (len(register), -1, 12)
    real, nominal = panel.amounts["real"].reshape(shape), panel.amounts["output"].reshape(shape)
    parts = []
    previous: np.ndarray = np.zeros((2, size + 1))
    for period in periods(first, last):
        rows, (year, month) = on_list(register, period), divmod(month_number(period), 12)
        now = real[rows, year, : month + 1].sum(axis=1) * rate[rows]
        before = nominal[rows, year - 1, : month + 1].sum(axis=1) * rate[rows]
        before = before * panel.restated[rows, year]
        by_county = np.array([np.bincount(county[rows], v, size) for v in (now, before)])
        sums = np.column_stack([by_county.sum(axis=1), by_county])
        grown = 100 * (sums[0] / sums[1] - 1)
        step = sums - previous if month > 1 else np.full_like(sums, np.nan)
        parts.append(
            pd.DataFrame(
                {
                    "county": np.arange(-1, size),
                    "period": period,
                    "growth_ytd_pct": np.round(grown, 1),
                    "growth_month_pct": np.round(100 * (step[0] / step[1] - 1), 1),
                }
            )
        )
        previous = sums
    return pd.concat(parts, ignore_index=True)


def electricity_month(
    rng: np.random.Generator, register: pd.DataFrame, panel: Panel, industries: int, last: str
) -> pd.DataFrame:
    """Electricity by county and industry from 2018-01, 10k kWh: `county`, `industry`, one column
    a month; all consumers, on the list or not."""
    cell = (register["county"] * industries + register["industry"]).to_numpy()
    above = register["above_scale"].to_numpy()
    filled = np.flatnonzero(np.bincount(cell[above]))
    frame = pd.DataFrame({"county": filled // industries, "industry": filled % industries})
    share = rng.lognormal(np.log(BELOW_SCALE_POWER), 0.5, len(filled))
    closed = register["exit"].isin(["stopped", "deregistered", "moved_out"]).to_numpy()
    until = np.where(closed, register["listed_until"], MONTHS)
    for month in range(month_number("2018-01"), month_number(last) + 1):
        working = above & (month < until)
        metered = np.bincount(cell[working], panel.electricity[working, month], filled[-1] + 1)[
            filled
        ]
        used = metered * (1 + share * rng.lognormal(0, 0.04, len(filled)))
        frame[month_name(month)] = np.where(used > 0, np.round(used, 2), np.nan)
    return frame
