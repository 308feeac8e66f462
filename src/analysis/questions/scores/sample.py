"""The yearly evaluation: data forms, land, changes by hand, and the faults planted in them."""

import numpy as np
import pandas as pd

from analysis.questions.scores.sample_evaluation import adjustments, evaluation
from analysis.questions.scores.sample_files import adjustments_file, evaluation_file, parcels_file
from analysis.questions.scores.sample_land import land_parcels, land_use
from analysis.questions.scores.sample_planted import let_too_much, plant
from analysis.sample.world import Planted, Sample, World

STREAM = 4
YEARS = (2021, 2022, 2020)  # of evaluation, in the order in which they are drawn


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The years' forms, the parcels of land and the adjustments."""
    firms, panel, counties, kinds = world.firms, world.panel, world.counties, world.kinds
    use = land_use(rng, firms, panel, kinds)
    parcels, let = let_too_much(rng, land_parcels(rng, firms, use, counties))
    files, faults, changes = [], [let.assign(year=max(YEARS))], {}
    for year in YEARS:
        data = evaluation(rng, firms, panel, use, kinds, year)
        changes[year] = adjustments(rng, firms, data, year)
        data, notes = plant(rng, data)
        faults.append(notes.assign(year=year))
        files.append(evaluation_file(data, firms, counties, kinds, year, world.flat))
    planted = Planted(
        "planted_faults.csv",
        _named(pd.concat(faults, ignore_index=True), firms),
        "评价数据的填报错误\n（约百分之一）",
        "the reporting errors\nplanted in about one percent of the evaluation data",
    )
    return Sample(
        [
            *files,
            parcels_file(parcels),
            adjustments_file(dict(sorted(changes.items())), firms, counties),
        ],
        planted=[planted],
        settings={"scheme": "huangyan_2022", "policy": "template"},
    )


def _named(faults: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    named = faults.assign(uscc=firms["uscc"].to_numpy(object)[faults["enterprise"].astype(int)])
    columns = ["uscc", "year", "column", "fault", "true_value", "reported_value"]
    return named[columns].sort_values(["year", "fault", "uscc"], ignore_index=True)
