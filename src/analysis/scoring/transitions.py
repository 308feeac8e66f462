"""Who moved between the classes from one year to the next?"""

import pandas as pd

NEW = "new"
LEFT = "left"
CITY = "city"


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
    """The transition matrix of each county and of the city (``county_code`` "city").

    Columns county_code, class_last_year, class_code, ``enterprises`` and ``row_share_pct``, the
    share of last year's class. Row sums are last year's counts, column sums this year's.
    """
    whole = pd.concat([pairs, pairs.assign(county_code=CITY)], ignore_index=True)
    keys = ["county_code", "class_last_year", "class_code"]
    counts = whole.groupby(keys).size().rename("enterprises").reset_index()
    rows = counts.groupby(keys[:2])["enterprises"].transform("sum")
    return counts.assign(row_share_pct=100 * counts["enterprises"] / rows)


def movement(pairs: pd.DataFrame, class_names: tuple[str, ...]) -> pd.DataFrame:
    """Up, down and unchanged among those with a class of ``class_names`` in both years.

    One row per county and for the city: ``compared``, ``up``, ``down``, ``unchanged``,
    ``entrants``, ``leavers`` (counts) and ``up_share_pct``, ``down_share_pct`` of the compared.
    """
    grade = {name: i for i, name in enumerate(class_names)}
    whole = pd.concat([pairs, pairs.assign(county_code=CITY)], ignore_index=True)
    before, now = whole["class_last_year"].map(grade), whole["class_code"].map(grade)
    marked = whole[["county_code"]].assign(
        compared=before.notna() & now.notna(),
        up=now < before,
        down=now > before,
        unchanged=now == before,
        entrants=before.isna() & now.notna(),
        leavers=before.notna() & now.isna(),
    )
    counts = marked.groupby("county_code").sum().reset_index()
    compared = counts["compared"].where(counts["compared"] > 0)
    return counts.assign(
        up_share_pct=100 * counts["up"] / compared, down_share_pct=100 * counts["down"] / compared
    )
