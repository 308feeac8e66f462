"""What it costs to choose what is withheld of a table, and how much of it is.

    python bench/disclosure.py [--rows 20] [--columns 40] [--seed 1] [--optimum 0]

A table of counties by industries with its totals is drawn, about two fifths of its cells unsafe;
nobody is told one of them: the public, each county, each enterprise alone in a cell. With
`--optimum` so many tables are drawn, from the seed on, and held against the cells of least cost
that an exact integer program withholds; they must be small (3 by 4).
"""

import argparse
import time
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from analysis.disclosure.attack import Targets
from analysis.disclosure.problem import Posed, pose
from analysis.disclosure.suppress import Problem, audit_of, suppress
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec

CELL = ("county_code", "industry_code")
SUMS = (CELL, CELL[:1], CELL[1:], ())


def drawn(rows: int, columns: int, seed: int) -> pd.DataFrame:
    """Enterprises of unequal size, as `Spec.contributions`."""
    rng = np.random.default_rng(seed)
    cells = [(f"c{c:02}", f"i{i:02}") for c in range(rows) for i in range(columns)]
    numbers = rng.poisson(4.5, len(cells))
    found = [
        (*cell, f"{'-'.join(cell)}-{k}", "output", float(rng.lognormal(3, 1)))
        for cell, number in zip(cells, numbers, strict=True)
        for k in range(number)
    ]
    return pd.DataFrame(found, columns=[*CELL, "unit", "measure", "value"])


def cheapest(posed: Posed) -> np.ndarray:
    """Return the cells of least cost that protect every target, by integer programs.

    One variable a cell says whether it is withheld; each target, attacker and direction has a
    witness of its own, which leaves shown sums as they are. What withheld cells are in sum is a
    target only where these are the ones withheld, so it is added, for this choice, when an optimum
    tells it (cuts, until none is told).
    """
    problem, count = posed.problem, int(posed.problem.sums.cell.max()) + 1
    asked: list[tuple[Targets, np.ndarray | None]] = [(problem.targets, None)]
    while True:
        masked = _program(problem, asked, count)
        further = _untold(problem, masked)
        if not further.against.any():
            return masked
        asked.append((further, masked))


def _untold(problem: Problem, masked: np.ndarray) -> Targets:
    """The targets among what withheld cells are in sum that somebody can tell."""
    told = problem.told(masked)
    audit = audit_of(problem, told)
    against = np.zeros_like(told.against)
    for attacker, target, direction in audit.missing():
        if not audit.prove(attacker, target, direction, ~masked):
            against[attacker, target] = True
    return replace(told, against=against)


def _program(
    problem: Problem, asked: list[tuple[Targets, np.ndarray | None]], count: int
) -> np.ndarray:
    """The cheapest cells that protect all that is asked, each where its choice is made."""
    sums, cell, n = problem.sums.rows, problem.sums.cell, len(problem.parts)
    most, least = problem.bounds[:, 1] - problem.parts, problem.parts - problem.bounds[:, 0]
    big = 10 * float(np.abs(problem.parts).sum())
    rows, lower, upper = [], [], []
    for targets, choice in asked:
        audit = audit_of(problem, targets)
        for attacker, target, direction in audit.missing():
            known = problem.knows[attacker]
            level = audit.levels[attacker, target, direction] * (1 - 1e-6)
            aim = targets.rows[[target]] * (1 - 2 * direction)
            rows.append((aim, level, choice))
            lower.append(np.where(known, 0.0, -np.minimum(least, big)))
            upper.append(np.where(known, 0.0, np.minimum(most, big)))
    if not rows:
        return problem.unsafe
    blocks, low, witnesses = [], [], len(rows)
    link = csr_array((np.full(len(cell), big), (np.arange(len(cell)), cell)), (len(cell), count))
    for number, (aim, level, choice) in enumerate(rows):
        # |change of a sum| ≤ big · withheld; and the target moves far enough.
        before, after = number * n, (witnesses - number - 1) * n
        for sign in (1, -1):
            blocks.append(
                hstack(
                    [
                        link,
                        csr_array((len(cell), before)),
                        sign * sums,
                        csr_array((len(cell), after)),
                    ]
                )
            )
            low.append(np.zeros(len(cell)))
        chosen = np.zeros(count)
        least = level
        if choice is not None:  # as far as the choice is another one, nothing is asked
            chosen = np.where(choice, -level, level)
            least = level * (1 - choice.sum())
        blocks.append(
            hstack([csr_array(chosen[None]), csr_array((1, before)), aim, csr_array((1, after))])
        )
        low.append(np.array([least]))
    found = milp(
        np.concatenate([problem.cost, np.zeros(witnesses * n)]),
        integrality=np.concatenate([np.ones(count), np.zeros(witnesses * n)]),
        bounds=Bounds(
            np.concatenate([problem.unsafe.astype(float), *lower]),
            np.concatenate([np.ones(count), *upper]),
        ),
        constraints=LinearConstraint(vstack(blocks, format="csr"), np.concatenate(low), np.inf),
        options={"mip_rel_gap": 0.0},
    )
    if found.status != 0:
        raise SystemExit(f"no optimum: {found.message}")
    return found.x[:count] > 0.5


def beside_the_optimum(rows: int, columns: int, first: int, tables: int) -> None:
    """Print how many cells are withheld of so many tables, at what cost, and the optimum's."""
    found = []
    for seed in range(first, first + tables):
        city = drawn(rows, columns, seed)
        posed = pose([(Spec("output", lambda _, city=city: city, SUMS), city)], DisclosureRules())
        sets = suppress(posed.problem), cheapest(posed)
        found.append([f(each) for each in sets for f in (np.sum, posed.problem.cost.dot)])
        print(
            "table {}: {:.0f} cells at {:.1f}, {:.0f} at {:.1f}".format(seed, *found[-1]),
            flush=True,
        )
    ours, price, best, least = np.sum(found, axis=0)
    print(
        f"RESULT disclosure_optimum tables={tables} {rows}x{columns} withheld={ours:.0f} "
        f"optimum={best:.0f} cells_ratio={ours / best:.3f} cost_ratio={price / least:.3f}"
    )


def main() -> None:
    """Print the seconds, the cells withheld and their share of all value."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (
        ("rows", 20),
        ("columns", 40),
        ("seed", 1),
        ("optimum", 0),
    ):
        asked.add_argument(f"--{name}", type=int, default=default)
    given = asked.parse_args()
    if given.optimum:
        beside_the_optimum(given.rows, given.columns, given.seed, given.optimum)
        return
    city = drawn(given.rows, given.columns, given.seed)
    began, spent = time.perf_counter(), time.process_time()
    spec = Spec("output", lambda _: city, SUMS)
    posed = pose([(spec, city)], DisclosureRules())
    masked = suppress(posed.problem)
    finest = posed.published[0]
    size = finest.rows.groupby("cell")["value"].sum()
    hidden = size[masked[size.index]].sum() / size.sum()
    print(
        f"RESULT disclosure {given.rows}x{given.columns} cells={len(masked)} "
        f"primaries={int(posed.problem.unsafe.sum())} "
        f"companions={int((masked & ~posed.problem.unsafe).sum())} "
        f"attackers={len(posed.problem.knows)} value_hidden_pct={100 * hidden:.1f} "
        f"wall_s={time.perf_counter() - began:.1f} cpu_s={time.process_time() - spent:.1f}"
    )


if __name__ == "__main__":
    main()
