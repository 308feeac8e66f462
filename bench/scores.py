"""Score a million enterprises; beside pymcdm on the same matrix; sensitivity of five thousand.

Run as ``python bench/scores.py``. One core: the process pins itself where the system allows it.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENTERPRISES, COUNTIES = 1_000_000, 2_844
POLLUTANTS = ["cod_t", "nh3n_t", "so2_t", "nox_t"]


def evaluation(n: int, counties: int, seed: int = 1):  # type: ignore[no-untyped-def]
    """An evaluation table with spreads as published for Zhejiang counties; 5 % lack emissions."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)

    def spread(median: float, sigma: float = 0.8):  # type: ignore[no-untyped-def]
        return rng.lognormal(np.log(median), sigma, n)

    land, value_added, revenue_factor = spread(20), spread(2500, 1.0), spread(4, 0.3)
    codes = pd.Series(np.arange(100_000, 100_000 + counties)).astype("str")
    sectors = pd.Series(np.arange(13, 44)).astype("str")
    missing = rng.random(n) < 0.05
    return pd.DataFrame(
        {
            "uscc": (pd.Series(np.arange(n)) + 10**17).astype("str"),
            "year": 2022,
            "county_code": codes.take(rng.integers(0, counties, n)).reset_index(drop=True),
            "industry_code": sectors.take(rng.integers(0, 31, n)).reset_index(drop=True),
            "evaluation_group": pd.Series(["above_scale"] * n, dtype="str"),
            "tax_10k_cny": land * spread(15, 1.0),
            "value_added_10k_cny": value_added,
            "revenue_10k_cny": value_added * revenue_factor,
            "land_mu": land,
            "energy_tce": value_added / spread(2.5),
            **{c: np.where(missing, np.nan, spread(0.1, 1.0)) for c in POLLUTANTS},
            "employees_persons": value_added / spread(18, 0.5),
            "rd_10k_cny": value_added * revenue_factor * spread(0.03, 0.5),
            "commissioned_on": pd.Series([pd.NaT] * n, dtype="datetime64[us]"),
            "exempt_reason": pd.Series([None] * n, dtype="str"),
        }
    )


def adjustments(table, seed: int = 2):  # type: ignore[no-untyped-def]
    """Two per cent of the enterprises have a bonus, penalty, protection, promotion or veto."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    some = table["uscc"].sample(frac=0.02, random_state=seed)
    kinds = np.array(["bonus", "penalty", "protect", "direct", "veto"])
    return pd.DataFrame(
        {
            "uscc": some.to_numpy(),
            "year": 2022,
            "item": pd.Series(["item"] * len(some), dtype="str"),
            "kind": pd.Series(kinds[rng.integers(0, 5, len(some))], dtype="str"),
            "points": 3.0,
            "target_class": pd.Series([None] * len(some), dtype="str"),
            "evidence": pd.Series([None] * len(some), dtype="str"),
        }
    )


def best(action: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    took = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return min(took)


def peak_gb() -> float:
    """The largest resident set of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def engine() -> dict[str, float]:
    """A million enterprises through the whole engine, in a process of its own."""
    from analysis.scoring import evaluate, load_scheme

    scheme = load_scheme(ROOT / "data/reference/schemes/huangyan_2022.yaml")
    table = evaluation(ENTERPRISES, COUNTIES)
    changes = adjustments(table)
    evaluate(table.head(1000), scheme)  # imports and first calls are not what is measured
    before = peak_gb()
    used = time.process_time()
    seconds = best(lambda: evaluate(table, scheme, changes), repeats=3)
    cpu = (time.process_time() - used) / 3
    return {"seconds_1m": seconds, "cpu_1m": cpu, "peak_gb": peak_gb(), "input_gb": before}


def peer() -> dict[str, float]:
    """Normalise, weight and add the same matrix: ours and pymcdm's, side by side."""
    import numpy as np
    import pymcdm
    from pymcdm.normalizations import minmax_normalization

    from analysis.scoring.composite import minmax

    table = evaluation(ENTERPRISES, COUNTIES)
    columns = ["tax_10k_cny", "value_added_10k_cny", "revenue_10k_cny", "energy_tce",
               "employees_persons", "rd_10k_cny"]  # fmt: skip
    matrix = table[columns].to_numpy()
    weights = np.array([30, 20, 20, 10, 10, 10]) / 100
    types = np.array([1, 1, 1, -1, 1, 1])
    frame = table[columns]

    def theirs_sum() -> np.ndarray:
        normalised = pymcdm.helpers.normalize_matrix(matrix, minmax_normalization, types)
        return normalised @ weights

    def ours_sum() -> np.ndarray:
        return minmax(frame, types).to_numpy() @ weights

    np.testing.assert_allclose(theirs_sum(), ours_sum(), rtol=1e-10)
    return {"ours_sum": best(ours_sum, 15), "theirs_sum": best(theirs_sum, 15)}


def sensitivity() -> dict[str, float]:
    """A thousand draws of the weights on five thousand enterprises in 18 counties."""
    from analysis.scoring import evaluate, load_scheme
    from analysis.scoring.sensitivity import WeightDraws, weight_sensitivity

    scheme = load_scheme(ROOT / "data/reference/schemes/huangyan_2022.yaml")
    result = evaluate(evaluation(5000, 18), scheme)
    rule = WeightDraws(draws=1000)
    return {"sensitivity_s": best(lambda: weight_sensitivity(result, scheme, rule))}


def main() -> None:
    """Each part in a process of its own, so that memory is that part's alone."""
    if len(sys.argv) > 1:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(
            json.dumps({"engine": engine, "peer": peer, "sensitivity": sensitivity}[sys.argv[1]]())
        )
        return
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    found: dict[str, float] = {}
    for part in ("engine", "peer", "sensitivity"):
        run = subprocess.run(
            [sys.executable, __file__, part],
            env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        found |= json.loads(run.stdout.splitlines()[-1])
    ours, theirs = found["ours_sum"], found["theirs_sum"]
    print(f"engine, {ENTERPRISES:,} enterprises, {COUNTIES:,} counties")
    print(f"  {found['seconds_1m']:.2f} s, of which {found['cpu_1m']:.2f} s of processor")
    print(f"  peak {found['peak_gb']:.2f} GB, of which {found['input_gb']:.2f} GB is the input")
    print(f"min-max and weighted sum: ours {ours:.3f} s, pymcdm {theirs:.3f} s")
    print(
        f"RESULT seconds_1m={found['seconds_1m']:.2f} cpu_1m={found['cpu_1m']:.2f} "
        f"peak_gb={found['peak_gb']:.2f} "
        f"ratio_peer={theirs / ours:.2f} "
        f"sensitivity_s={found['sensitivity_s']:.2f}"
    )


if __name__ == "__main__":
    main()
