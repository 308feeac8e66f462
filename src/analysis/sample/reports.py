"""What bureaus publish and collect for every question: output by industry, monthly reports."""

import numpy as np
import pandas as pd

from analysis.sample.published import enterprise_month
from analysis.sample.raw_enterprises import reports_file
from analysis.sample.raw_industry import output_file
from analysis.sample.world import Sample, World

STREAM = 0
PRELIMINARY = "2022-09"  # the period whose first issue was revised
REVISED = 0.12  # share of its cells that the revision changed
FIRST_ISSUE = "2022-10-18"
YEARS = (2021, 2022)  # of enterprise reports


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Output of each year, the first issue of one period, the enterprises' monthly reports."""
    firms, panel, counties, kinds = world.firms, world.panel, world.counties, world.kinds
    files = [
        output_file(rows, counties, kinds, year, world.flat) for year, rows in world.output.items()
    ]
    early = _first_issue(rng, world.output[2022])
    files.append(output_file(early, counties, kinds, 2022, world.flat, FIRST_ISSUE))
    for year in YEARS:
        last = min(f"{year}-12", world.last)
        rows = enterprise_month(rng, firms, panel, counties, kinds, year, last)
        files.append(reports_file(rows, year))
    return Sample(files, calibrated=("37个行业大类", "37 industries"))


def _first_issue(rng: np.random.Generator, output_2022: pd.DataFrame) -> pd.DataFrame:
    """Output of one period as first issued: some cells differ by a few percent."""
    rows = output_2022[output_2022["period"] == PRELIMINARY].reset_index(drop=True)
    changed = rng.random(len(rows)) < REVISED
    factor = np.where(changed, rng.normal(1, 0.03, len(rows)), 1.0)
    return rows.assign(output_ytd=np.rint(rows["output_ytd"] * factor))
