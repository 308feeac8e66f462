"""Grades of the made-up titles: stars of green factories by their score, levels of data."""

import numpy as np
import pandas as pd


def with_grades(rng: np.random.Generator, rows: pd.DataFrame, granted: np.ndarray) -> pd.DataFrame:
    """Return the entries with `score_points` and `grade`; `granted` says which have one."""
    score, grade = np.full(len(rows), np.nan), np.full(len(rows), None, dtype=object)
    titles, levels = rows["title"], rows["level"]
    starred = (granted & (titles == "green_factory")).to_numpy()
    province = starred & (levels == "province").to_numpy()
    score[province] = np.round(rng.uniform(60, 99, province.sum()), 1)
    grade[starred] = "5"
    grade[province] = np.array(["3", "4", "5"])[np.digitize(score[province], [75, 90])]
    measured = (granted & (titles == "dcmm")).to_numpy()
    grade[measured] = rng.choice(["1", "2", "3"], measured.sum(), p=[0.3, 0.6, 0.1])
    return rows.assign(score_points=score, grade=grade)
