"""Faults as reporters make them, planted in about one evaluated enterprise of a hundred.

They are numbers in their right places and pass intake; the checks of the scoring room find them.
"""

import numpy as np
import pandas as pd

from analysis.questions.scores.sample_land import M2_PER_MU

SHARE = 0.010
FAULTS = (
    "square_metres_as_mu",
    "no_land_but_tax",
    "no_employees",
    "calorific_as_equivalent",
    "no_energy_but_electricity",
    "research_as_percent",
)
CALORIFIC = 0.02  # enterprises that report energy by calorific value, and say so
CALORIFIC_TO_EQUIVALENT = 1.229 / 3.0
LET_TOO_MUCH = 0.004  # of the owners that let land


def plant(rng: np.random.Generator, evaluated: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the data with faults, and the list of them: enterprise, column, fault, true_value."""
    frame = evaluated.copy()
    above = np.flatnonzero(frame["evaluation_group"] == "规上")
    said = rng.choice(above, max(1, round(CALORIFIC * len(above))), replace=False)
    frame.loc[said, "energy_basis"] = "当量值"
    frame.loc[said, "energy_tce"] = np.round(
        frame.loc[said, "energy_tce"] * CALORIFIC_TO_EQUIVALENT, 1
    )
    each = max(1, round(SHARE * len(frame) / len(FAULTS)))
    pool = rng.permutation(np.setdiff1d(above, said))[: each * len(FAULTS)]
    notes = []
    for fault, rows in zip(FAULTS, np.array_split(pool, len(FAULTS)), strict=True):
        column, wrong = _wrong(frame.loc[rows], fault)
        notes.append(
            pd.DataFrame(
                {
                    "enterprise": frame.loc[rows, "enterprise"],
                    "column": column,
                    "fault": fault,
                    "true_value": frame.loc[rows, column],
                    "reported_value": wrong,
                }
            )
        )
        frame.loc[rows, column] = wrong
    return frame, pd.concat(notes, ignore_index=True)


def _wrong(rows: pd.DataFrame, fault: str) -> tuple[str, pd.Series]:
    match fault:
        case "square_metres_as_mu":
            return "land_mu", np.round(rows["land_mu"] * M2_PER_MU)
        case "no_land_but_tax":
            return "land_mu", rows["land_mu"] * 0
        case "no_employees":
            return "employees_persons", rows["employees_persons"] * 0
        case "calorific_as_equivalent":
            return "energy_tce", np.round(rows["energy_tce"] * CALORIFIC_TO_EQUIVALENT, 1)
        case "no_energy_but_electricity":
            return "energy_tce", rows["energy_tce"] * 0
        case "research_as_percent":
            percent = 100 * rows["rd_10k_cny"] / rows["revenue_10k_cny"]
            return "rd_10k_cny", np.round(percent, 2)
    raise ValueError(fault)


def let_too_much(
    rng: np.random.Generator, parcels: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the parcels with a few lets larger than the owner's land, and the list of them."""
    let = np.flatnonzero(parcels["tenure"] == "租出")
    if not len(let):
        return parcels, parcels.head(0)[["enterprise"]]
    rows = rng.choice(let, max(1, round(LET_TOO_MUCH * 10 * len(let))), replace=False)
    owned = parcels[parcels["tenure"] == "自有"].groupby("enterprise")["area_m2"].sum()
    wrong = np.rint(owned.loc[parcels.loc[rows, "enterprise"]].to_numpy() * 1.5)
    notes = pd.DataFrame(
        {
            "enterprise": parcels.loc[rows, "enterprise"].to_numpy(),
            "column": "area_mu",
            "fault": "let_more_than_owned",
            "true_value": np.round(parcels.loc[rows, "area_m2"].to_numpy() / M2_PER_MU, 2),
            "reported_value": np.round(wrong / M2_PER_MU, 2),
        }
    )
    frame = parcels.copy()
    frame.loc[rows, "area_m2"] = wrong
    return frame, notes
