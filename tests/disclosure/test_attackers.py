"""Attacks by plain linear programs on what leaves random cities: nobody is told anything."""

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure.problem import pose
from analysis.disclosure.suppress import suppress
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec
from tests.attack import Released, told, two_way

COUNTY, INDUSTRY = CELL = ("county_code", "industry_code")
SUMS = (CELL, (COUNTY,), (INDUSTRY,), ())
WHOLE = ("city", "total")
P = 15.0


def random_city(seed: int) -> pd.DataFrame:
    """Some counties and industries, up to six enterprises a cell, of very unequal size."""
    rng = np.random.default_rng(seed)
    counties, industries = rng.integers(3, 6), rng.integers(3, 6)
    rows = [
        (f"c{c}", f"i{i}", f"{c}-{i}-{k}", "output", float(np.round(rng.lognormal(3, 1.2), 1)))
        for c in range(counties)
        for i in range(industries)
        for k in range(rng.integers(0, 7))
    ]
    return pd.DataFrame(rows, columns=[*CELL, "unit", "measure", "value"])


def released(city: pd.DataFrame, *, companions: bool) -> tuple[Released, dict]:
    """What leaves a city, and each cell's contributions."""
    spec = Spec("output", lambda given: city, SUMS)
    posed = pose([(spec, city)], DisclosureRules(p_percent=P))
    masked = suppress(posed.problem) if companions else posed.problem.unsafe
    values, amounts = {}, {}
    for each in posed.published:
        cells = each.cells.assign(
            **{c: w for c, w in zip(CELL, WHOLE, strict=True) if c not in each.keys}
        )
        for row in cells.itertuples():
            rows = each.rows[each.rows["cell"] == row.cell]
            key = (getattr(row, COUNTY), getattr(row, INDUSTRY))
            amounts[key] = rows.groupby("unit")["value"].sum()
            values[key] = None if masked[row.cell] else float(rows["value"].sum())
    frame = pd.DataFrame([*values], columns=[*CELL])
    return Released(values, two_way(frame, *CELL, WHOLE)), amounts


def broken(table: Released, amounts: dict) -> dict[str, set]:
    """The cells that the public, the counties and enterprises alone in a cell can tell."""
    true = {key: float(parts.sum()) for key, parts in amounts.items()}
    hidden = [key for key, value in table.values.items() if value is None]
    found: dict[str, set] = {"public": set(), "counties": set(), "owners": set(), "unions": set()}
    for key in hidden:
        if told([*amounts[key]], table.interval([key]), P):
            found["public"].add(key)
    counties = sorted({county for county, _ in table.values} - {"city"})
    for county in counties:
        own = {key: true[key] for key in hidden if key[0] == county}
        for key in hidden:
            largest = amounts[key].idxmax()
            asked = key not in own and not largest.startswith(county[1:] + "-")
            if asked and told([*amounts[key]], table.interval([key], own), P):
                found["counties"].add((county, key))
    for own_key in hidden:
        if len(amounts[own_key]) != 1:
            continue
        owner = amounts[own_key].index[0]
        known = {key: true[key] for key in hidden if [*amounts[key].index] == [owner]}
        for key in hidden:
            asked = key not in known and amounts[key].idxmax() != owner
            if asked and told([*amounts[key]], table.interval([key], known), P):
                found["owners"].add((owner, key))
    for total, parts in table.sums:
        inside = [part for part in parts if table.values[part] is None]
        if table.values[total] is not None and inside:
            together = pd.concat([amounts[part] for part in inside]).groupby(level=0).sum()
            if told([*together], table.interval(inside), P):
                found["unions"].add(total)
    return found


SEEDS = [
    *range(4),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 500)),
]


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_told_anything_by_a_random_city(seed):
    found = broken(*released(random_city(seed), companions=True))
    assert not any(found.values()), found


def test_without_companions_the_same_attacks_tell_plenty():
    told_of = [broken(*released(random_city(seed), companions=False)) for seed in range(4)]
    for attacker in ("public", "counties", "owners", "unions"):
        assert sum(len(found[attacker]) for found in told_of) > 4, attacker


def test_what_is_shown_is_true():
    table, amounts = released(random_city(1), companions=True)
    for key, value in table.values.items():
        assert value is None or value == pytest.approx(amounts[key].sum())
    assert sum(value is not None for value in table.values.values()) > 0
