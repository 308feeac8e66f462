"""A batch run to its end, for tests."""

from pathlib import Path
from typing import Any

from analysis.reports.batch import Settings, Summary, run_batch
from analysis.reports.manifest import Record, read_manifest
from analysis.reports.plan import Plan, make_plan
from tests.reports.conftest import NOTEBOOKS


def plan_of(city: Path, **options: Any) -> Plan:
    return make_plan(city, NOTEBOOKS, city.parent / "out", **options)


def run(plan: Plan, **settings: Any) -> tuple[Summary, list[dict[str, Any]]]:
    events: list[dict[str, Any]] = []
    summary = run_batch(plan, Settings(**settings), lambda event: events.append(dict(event)))
    return summary, events


def records(plan: Plan) -> dict[tuple[str, str], Record]:
    return {
        (name.notebook[:2], name.county): record
        for name, record in read_manifest(plan.folders.released).items()
    }
