"""Who moved between the classes from one year to the next?"""

import pandas as pd

from analysis.tables.territory import WHOLE

NEW = "new"
LEFT = "left"


def both_years(this: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """One row per enterprise that had a class in one of the years.

    ``this`` and ``last`` are ``Evaluation.enterprises``. Columns: uscc, county_code (this year's,
    or last year's of who left), ``class_last_year`` (or "new"), ``class_code`` (or "left").
    Exempt enterprises have a class of their own and are kept.
    """
    now = this.loc[this["class"].notna(), ["uscc", "county_code", "class"]]
    before = last.loc[last["class"].notna(), ["uscc", "county_code", "class"]]
    pairs = now.merge(before, on="uscc", how="outer", suffixes=("", "_last"), sort=True)
    return pd.DataFrame(
        {
            "uscc": pairs["uscc"],
            "county_code": pairs["county_code"].fillna(pairs["county_code_last"]),
            "class_last_year": pairs["class_last"].astype("str").fillna(NEW),
            "class_code": pairs["class"].astype("str").fillna(LEFT),
        }
    )


def transitions(pairs: pd.DataFrame) -> pd.DataFrame:
    """The transition matrix of each county: every cell, also where nobody is.

    Columns county_code, class_last_year, class_code, ``enterprises`` and ``row_share_pct``, the
    share of last year's class (NaN if that had nobody). Row sums are last year's counts, column
    sums this year's. The city is left out: less the counties shown, it would tell of the others.
    """
    keys = ["county_code", "class_last_year", "class_code"]
    values = [sorted(pairs[key].unique()) for key in keys]
    full = pd.MultiIndex.from_product(values, names=keys)
    full = full[~((full.get_level_values(1) == NEW) & (full.get_level_values(2) == LEFT))]
    counts = pairs.groupby(keys).size().reindex(full, fill_value=0)
    counts = counts.rename("enterprises").reset_index()
    rows = counts.groupby(keys[:2])["enterprises"].transform("sum")
    return counts.assign(row_share_pct=100 * counts["enterprises"] / rows.where(rows > 0))


def movement(pairs: pd.DataFrame, class_names: tuple[str, ...]) -> pd.DataFrame:
    """Up, down and unchanged among those with a class of ``class_names`` in both years.

    One row per county and for the city: ``compared``, ``up``, ``down``, ``unchanged``,
    ``entrants`` (a class this year only) and of them ``entrants_unclassed``, who were in the
    evaluation without one, ``leavers`` and ``leavers_unclassed`` likewise; ``up_share_pct``,
    ``down_share_pct`` of the compared.
    """
    grade = {name: i for i, name in enumerate(class_names)}
    whole = pd.concat([pairs, pairs.assign(county_code=WHOLE)], ignore_index=True)
    before, now = whole["class_last_year"].map(grade), whole["class_code"].map(grade)
    marked = whole[["county_code"]].assign(
        compared=before.notna() & now.notna(),
        up=now < before,
        down=now > before,
        unchanged=now == before,
        entrants=before.isna() & now.notna(),
        entrants_unclassed=before.isna() & now.notna() & (whole["class_last_year"] != NEW),
        leavers=before.notna() & now.isna(),
        leavers_unclassed=before.notna() & now.isna() & (whole["class_code"] != LEFT),
    )
    counts = marked.groupby("county_code").sum().reset_index()
    compared = counts["compared"].where(counts["compared"] > 0)
    return counts.assign(
        up_share_pct=100 * counts["up"] / compared, down_share_pct=100 * counts["down"] / compared
    )
