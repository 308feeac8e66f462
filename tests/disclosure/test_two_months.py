"""Two months of a year to date are released one after the other: together they tell nobody more."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import masks_of
from analysis.disclosure.ledger import CELLS as RELEASED
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.rules import earlier_in_the_year
from analysis.tables.spec import Apart, Spec
from tests.attack import Released, told, two_way
from tests.disclosure.test_attackers import CELL, COUNTY, INDUSTRY, SUMS, WHOLE, P
from tests.disclosure.test_masks import CELLS

THEN, NOW = "2022-10", "2022-11"


def city_in_october(seed: int) -> pd.DataFrame:
    """Some counties and industries, up to eleven enterprises a cell, of unequal size."""
    rng = np.random.default_rng([seed, 0])
    counties, industries = rng.integers(3, 6), rng.integers(3, 6)
    rows = [
        (f"c{c}", f"i{i}", f"{c}-{i}-{k}", "output", float(np.round(rng.lognormal(3, 0.9), 1)))
        for c in range(counties)
        for i in range(industries)
        for k in range(rng.integers(0, 12))
    ]
    return pd.DataFrame(rows, columns=[*CELL, "unit", "measure", "value"])


def a_month_later(city: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The city in November: each enterprise has made more, a few have left, others joined."""
    rng = np.random.default_rng([seed, 1])
    made = (city["value"] * rng.uniform(1.0, 1.2, len(city))).round(1)
    joined = city[rng.random(len(city)) < 0.05]
    joined = joined.assign(unit=joined["unit"] + "n", value=(joined["value"] / 5).round(1))
    stayed = city.assign(value=made)[rng.random(len(city)) > 0.02]
    return pd.concat([stayed, joined], ignore_index=True)


def moves(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """What was added by each enterprise between the months (`value` above 0), and who left."""
    pair = now.merge(before, on=[*CELL, "unit"], how="outer", suffixes=("", "_before"))
    more = pair["value"].fillna(0.0) - pair["value_before"].fillna(0.0)
    return pair.assign(value=more.round(6))[[*CELL, "unit", "value"]].query("value != 0")


def masked(city: pd.DataFrame, period: str, spec: Spec, frozen: pd.DataFrame | None) -> pd.Series:
    """Whether each cell of a month is withheld."""
    keys = [city[[*CELL]], city[[COUNTY]], city[[INDUSTRY]], pd.DataFrame(index=[0])]
    coded = [
        k.assign(**{c: w for c, w in zip(CELL, WHOLE, strict=True) if c not in k}) for k in keys
    ]
    cells = pd.concat(coded)[[*CELL]].drop_duplicates(ignore_index=True)
    given = SimpleNamespace(
        question=SimpleNamespace(answers=[CELLS], disclosure=[spec], tables=[]),
        period=period,
        answers={"cells": cells},
        city=SimpleNamespace(disclosure=DisclosureRules(p_percent=P)),
    )
    return masks_of(given, frozen=frozen)["cells"].set_index([*CELL])["masked"]


def released(cells: pd.Series) -> pd.DataFrame:
    """The cells of the first month as a ledger keeps them."""
    rows = [
        ("cells", f"{COUNTY}={c};{INDUSTRY}={i};", THEN, "", "output", None if m else 1.0, m)
        for (c, i), m in cells.items()
    ]
    return pd.DataFrame(rows, columns=[*RELEASED]).astype({"value": "float64"})


def amounts(rows: pd.DataFrame, month: str) -> dict:
    """The enterprises' figures in each cell, sums included."""
    found = {}
    for county in (*rows[COUNTY].unique(), WHOLE[0]):
        for industry in (*rows[INDUSTRY].unique(), WHOLE[1]):
            here = rows[rows[COUNTY].isin([county]) | (county == WHOLE[0])]
            here = here[here[INDUSTRY].isin([industry]) | (industry == WHOLE[1])]
            if len(here):
                found[month, county, industry] = here.groupby("unit")["value"].sum()
    return found


def two_releases(seed: int, *, remembered: bool) -> tuple[Released, dict]:
    """What leaves a city in two months, the second with the ledger of the first or without."""
    before = city_in_october(seed)
    now = a_month_later(before, seed)

    def up_to_before(given, period):
        assert period == THEN
        moved = moves(before, now)
        moved = moved.assign(piece=moved["value"].gt(0).map({True: "added", False: "left"}))
        rows = pd.concat([now.assign(piece="output"), moved.assign(value=-moved["value"])])
        return rows.assign(measure="before")

    spec = Spec("output", lambda given: before, SUMS, codes=dict(zip(CELL, WHOLE, strict=True)))
    first = masked(before, THEN, spec, None)
    apart = (Apart(earlier_in_the_year, up_to_before),)
    later = Spec("output", lambda given: now, SUMS, codes=spec.codes, apart=apart)
    second = masked(now, NOW, later, released(first) if remembered else None)

    true = amounts(before, "then") | amounts(now, "now")
    values, sums = {}, []
    for month, cells in (("then", first), ("now", second)):
        values |= {
            (month, *key): None if hidden else float(true[month, *key].sum())
            for key, hidden in cells.items()
        }
        frame = pd.DataFrame([*cells.index], columns=[*CELL])
        sums += [
            ((month, *total), [(month, *part) for part in parts])
            for total, parts in two_way(frame, *CELL, WHOLE)
        ]
    moved = moves(before, now)
    for side, rows in (("added", moved[moved["value"] > 0]), ("left", moved[moved["value"] < 0])):
        true |= {key: parts.abs() for key, parts in amounts(rows, side).items() if key[1:] in first}
    for key in {*first.index, *second.index}:
        if key[0] == WHOLE[0] or key[1] == WHOLE[1]:
            continue
        from_then = [(m, *key) for m in ("then", "added") if (m, *key) in true]
        from_now = [(m, *key) for m in ("now", "left") if (m, *key) in true]
        values |= {each: None for each in (*from_then, *from_now) if each[0] in ("added", "left")}
        values["both", *key] = None
        sums += [(("both", *key), from_then), (("both", *key), from_now)]
    return Released(values, sums), true


def broken(table: Released, true: dict) -> dict[str, set]:
    """Cells of both months, and what was added, that somebody can tell; owners are alone in one."""
    hidden = [k for k, v in table.values.items() if v is None and k[0] in ("then", "now", "added")]
    known = {k: float(true[k].sum()) for k, v in table.values.items() if v is None and k in true}
    found: dict[str, set] = {"public": set(), "counties": set(), "owners": set()}
    owners = {true[key].index[0] for key in hidden if len(true[key]) == 1}
    for key in hidden:
        if told([*true[key]], table.interval([key]), P):
            found["public"].add(key)
        for county in {k[1] for k in hidden} - {WHOLE[0]}:
            own = {k: value for k, value in known.items() if k[1] == county}
            largest = true[key].idxmax()
            asked = key not in own and not largest.startswith(f"{county[1:]}-")
            if asked and told([*true[key]], table.interval([key], own), P):
                found["counties"].add((county, key))
        for owner in owners:
            own = {k: value for k, value in known.items() if [*true[k].index] == [owner]}
            asked = key not in own and true[key].idxmax() != owner
            if asked and told([*true[key]], table.interval([key], own), P):
                found["owners"].add((owner, key))
    return found


JOINED = 169
"""A city where others join who was alone in a cell: he knows what stood there before."""
SEEDS = [
    *(SOME := (*range(3), JOINED)),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(200) if seed not in SOME),
]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_month_tells_nobody_more(seed):
    found = broken(*two_releases(seed, remembered=True))
    assert not any(found.values()), found


@pytest.mark.parametrize("seed", [1, 6, 9])
def test_a_month_that_forgets_the_one_before_tells_more(seed):
    assert any(broken(*two_releases(seed, remembered=False)).values())
