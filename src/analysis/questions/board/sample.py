"""The year's other targets, as the second part of a yearly report sets them: no file of its own."""

import numpy as np

from analysis.sample.world import Sample, World, target

YEARS = (2021, 2022)
LEVELS = {
    "specialised_new": (40.0, 60.0, "家"),
    "little_giants_new": (10.0, 12.0, "家"),
    "investment_projects": (450.0, 500.0, "个"),
    "investment_done": (200.0, 220.0, "亿元"),
    "tax_per_mu": (7.0, 8.0, "万元/亩"),
    "trained_enterprises": (900.0, 1000.0, "家"),
    "issues_overdue": (20.0, 20.0, "个"),
    "hazards_closed_pct": (100.0, 100.0, "%"),
    "green_factories_new": (22.0, 30.0, "家"),
}
"""What is asked for in each of `YEARS`, and its unit."""
SAID: dict[str, dict[str, object]] = {
    "specialised_new": {"schedule": "by_batch", "revised": {"value": 180.0, "on": "2022-06-30"}},
    "little_giants_new": {"schedule": "by_batch"},
    "investment_projects": {"schedule": "throughout"},
    "issues_overdue": {"schedule": "throughout", "direction": "down"},
    "green_factories_new": {"schedule": "history"},
}
"""A revised target by batches that are fixed, one by batches that are not, one that is less.

Green factories are granted at once: what the years before had by a month is due then.
"""


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Targets of figures of other questions, for the whole city; nothing is drawn."""
    return Sample(
        [],
        targets=[
            target(name, "city", year, value, "level", unit, **_said(name, year))
            for name, (*values, unit) in LEVELS.items()
            for year, value in zip(YEARS, values, strict=True)
        ],
    )


def _said(name: str, year: int) -> dict[str, object]:
    """What else is said of a target; one is revised in its own year."""
    said = SAID.get(name, {})
    return {key: value for key, value in said.items() if key != "revised" or year == YEARS[-1]}
