"""What differential prices cost the C and D, and what relief the A and B are given."""

from pathlib import Path
from typing import Self

import pandas as pd
from pydantic import Field, model_validator

from analysis.tables.name import Name
from analysis.tables.rules import Rule, read_rules
from analysis.tables.territory import WHOLE

CNY_PER_10K = 10_000


class Measure(Rule):
    """A price per unit and class: ``basis`` column × units in it × yuan a unit."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Name
    basis: str
    basis_per_unit: float = Field(gt=0)
    cny_per_unit: dict[str, float] = Field(min_length=1)


class Policy(Rule):
    """The measures of one place; positive prices are surcharges, negative are relief."""

    policy: str
    title: Name
    source: str
    measures: tuple[Measure, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [measure.name for measure in self.measures]
        if len(set(names)) < len(names):
            raise ValueError(f"measure named twice: {names}")
        return self


def load_policy(path: Path | str) -> Policy:
    """Read a policy; raises DataError with the line of every fault."""
    return read_rules(path, Policy)


def policy_amounts(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """What each enterprise pays more (positive) or less (negative), per measure.

    ``rows`` are evaluation rows with ``class_code``. Columns uscc, county_code, class_code,
    measure, ``amount_10k_cny``; NaN where the basis is not known. A measure whose basis is no
    column of ``rows`` has no rows; an enterprise whose class has no price has 0.
    """
    parts = []
    for measure in policy.measures:
        if measure.basis not in rows:
            continue
        price = rows["class_code"].map(measure.cny_per_unit).fillna(0.0)
        amount = rows[measure.basis] * measure.basis_per_unit * price / CNY_PER_10K
        parts.append(
            rows[["uscc", "county_code", "class_code"]].assign(
                measure=measure.name, amount_10k_cny=amount.where(price != 0, 0.0)
            )
        )
    columns = ["uscc", "county_code", "class_code", "measure", "amount_10k_cny"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def policy_by_county(amounts: pd.DataFrame) -> pd.DataFrame:
    """Sums per county (and "city"), class and measure.

    ``enterprises`` affected (amount known and not 0), ``unknown`` (basis missing),
    ``amount_10k_cny`` of those known, NaN if there are none.
    """
    whole = pd.concat([amounts, amounts.assign(county_code=WHOLE)], ignore_index=True)
    marked = whole.assign(
        enterprises=whole["amount_10k_cny"].notna() & (whole["amount_10k_cny"] != 0),
        unknown=whole["amount_10k_cny"].isna(),
    )
    keys = ["county_code", "class_code", "measure"]
    grouped = marked.groupby(keys)[["enterprises", "unknown", "amount_10k_cny"]]
    return grouped.sum(min_count=1).reset_index()


def policy_tables(rows: pd.DataFrame, policy: Policy) -> dict[str, pd.DataFrame]:
    """The result tables ``policy_amounts`` (per county) and ``enterprise_policy``.

    Only classes with a price for the measure have rows. A measure whose basis is no column of
    ``rows`` is listed with every enterprise unknown, not left out in silence.
    """
    gaps = [m.basis for m in policy.measures if m.name in missing_measures(rows, policy)]
    amounts = policy_amounts(rows.assign(**dict.fromkeys(gaps, float("nan"))), policy)
    priced = pd.DataFrame(
        [(m.name, c, m.title.zh, m.title.en) for m in policy.measures for c in m.cny_per_unit],
        columns=["measure", "class_code", "title_zh", "title_en"],
    )
    keys = ["measure", "class_code"]
    return {
        "policy_amounts": policy_by_county(amounts).merge(priced, on=keys),
        "enterprise_policy": amounts.merge(priced, on=keys),
    }


def missing_measures(rows: pd.DataFrame, policy: Policy) -> list[str]:
    """The measures that the data cannot cost: their basis is no column."""
    return [measure.name for measure in policy.measures if measure.basis not in rows]
