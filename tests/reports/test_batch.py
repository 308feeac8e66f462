import json
import multiprocessing
import re
import stat
from pathlib import Path

import nbformat
import pytest

from analysis.reports.batch import Summary
from analysis.reports.lock import LockedError, locked
from analysis.reports.process import Limits, default_engine
from tests.reports.batches import plan_of, records, run
from tests.reports.cities import COUNTIES, make_city

WARM = pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")
pytestmark = WARM


ADDRESS = re.compile(r"0x[0-9a-f]{8,}")  # objects whose representation names their place


def outputs(path: Path) -> list[list[dict]]:
    """The outputs of a notebook's code cells, neighbouring pieces of a stream joined."""
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            joined: list[dict] = []
            for output in cell.outputs:
                same = joined and "stream" == joined[-1]["output_type"] == output["output_type"]
                if same and joined[-1]["name"] == output["name"]:
                    joined[-1]["text"] += output["text"]
                else:
                    joined.append(json.loads(ADDRESS.sub("0x", json.dumps(output))))
            found.append(joined)
    return found


def test_the_warm_engine_gives_what_the_stock_engine_gives(tmp_path):
    made = {}
    for engine in ("warm", "stock"):
        plan = plan_of(make_city(tmp_path / engine / "tiny"), counties=["990102"])
        summary, _ = run(plan, engine=engine)
        assert summary == Summary(done=2, fresh=0, failed=0, remaining=0)
        made[engine] = plan.runs
    for warm, stock in zip(made["warm"], made["stock"], strict=True):
        assert outputs(warm.executed) == outputs(stock.executed)
        assert warm.html.read_bytes() == stock.html.read_bytes()
    images = [
        output["data"]["image/png"]
        for cell in outputs(made["warm"][0].executed)
        for output in cell
        if "image/png" in output.get("data", {})
    ]
    assert len(images) == 2


def test_reports_manifest_and_index_are_written_and_nothing_else(city):
    plan = plan_of(city, notebooks=["12"])
    run(plan)
    released = plan.folders.released
    assert sorted(p.relative_to(released).as_posix() for p in released.rglob("*.*")) == [
        *(f"{county}/12_behaves.zh.html" for county in COUNTIES),
        "index.en.html",
        "index.html",
        "manifest.csv",
    ]
    assert stat.S_IMODE((city.parent / "out" / "internal").stat().st_mode) == 0o700


def test_what_is_done_and_unchanged_is_not_done_again(city):
    plan = plan_of(city, notebooks=["12"])
    run(plan)
    summary, events = run(plan_of(city, notebooks=["12"]))
    assert summary == Summary(done=0, fresh=3, failed=0, remaining=0)
    assert [event["event"] for event in events] == ["plan", "finish"]


def test_fresh_redoes_all(city):
    run(plan_of(city, notebooks=["12"]))
    summary, _ = run(plan_of(city, notebooks=["12"]), fresh=True)
    assert summary.done == 3


def test_a_missing_or_altered_report_is_made_again(city):
    plan = plan_of(city, notebooks=["12"])
    run(plan)
    plan.runs[0].html.unlink()
    plan.runs[1].html.write_text("altered", encoding="utf-8")
    summary, _ = run(plan)
    assert (summary.done, summary.fresh) == (2, 1)
    assert "altered" not in plan.runs[1].html.read_text(encoding="utf-8")


def test_changed_data_make_everything_stale(city):
    run(plan_of(city, notebooks=["12"]))
    make_city(city, edition=2)
    assert run(plan_of(city, notebooks=["12"]))[0].done == 3


def test_a_failure_stops_nothing_and_is_told_apart(city, wishes):
    (wishes / "990102").write_text("raise ValueError('恒通机械 owes 12.5')", encoding="utf-8")
    plan = plan_of(city, notebooks=["12"])
    summary, events = run(plan, jobs=1)
    assert summary == Summary(done=2, fresh=0, failed=1, remaining=0)
    record = records(plan)["12", "990102"]
    assert (record.status, record.error) == ("failed", "cell 6 ValueError")
    assert not plan.runs[1].html.exists()
    (end,) = [e for e in events if e["event"] == "end" and e["status"] == "failed"]
    assert end["what"] == "cell 6 ValueError: 恒通机械 owes 12.5"
    kept = nbformat.read(plan.runs[1].executed, as_version=4)
    assert "owes 12.5" in json.dumps(kept, ensure_ascii=False)
    (error,) = [o for cell in kept.cells for o in cell.get("outputs", []) if "traceback" in o]
    assert error.ename == "ValueError"
    assert "Traceback (most recent call last)" in "".join(error.traceback)
    for path in plan.folders.released.rglob("*.*"):
        assert "恒通机械" not in path.read_text(encoding="utf-8")
    (wishes / "990102").unlink()
    assert run(plan)[0] == Summary(done=1, fresh=2, failed=0, remaining=0)


def test_an_internal_manifest_holds_the_message(city, wishes):
    (wishes / "990101").write_text("raise ValueError('12.5')", encoding="utf-8")
    plan = plan_of(city, notebooks=["12"], counties=["990101"], audience="internal")
    run(plan)
    assert records(plan)["12", "990101"].error == "cell 6 ValueError: 12.5"


def test_the_cells_are_reported_as_they_run(city):
    _, events = run(plan_of(city, notebooks=["12"], counties=["990101"]))
    cells = [(e["cell"], e["cells"]) for e in events if e["event"] == "cell"]
    assert cells == [(number, 7) for number in range(1, 8)]


def test_events_are_kept_as_json_lines(city):
    plan = plan_of(city, notebooks=["12"], counties=["990101"])
    _, events = run(plan)
    lines = (plan.folders.private / "events.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    assert all(line.pop("time") for line in kept)
    assert kept == events


def test_a_second_batch_in_the_same_folder_is_refused(city):
    plan = plan_of(city, notebooks=["12"])
    plan.folders.create()
    with locked(plan.folders.private), pytest.raises(LockedError, match="another batch"):
        run(plan)
    assert run(plan)[0].done == 3


def test_no_process_is_left(city):
    run(plan_of(city, notebooks=["12"]))
    assert multiprocessing.active_children() == []


def test_limits_have_defaults_that_let_real_notebooks_pass():
    assert Limits() == Limits(seconds=900.0, memory=4 << 30)


def test_a_page_with_a_credit_code_does_not_leave(city, wishes):
    wish = "display({'text/markdown': '91330100MA2B' + 'XABC12'}, raw=True)"
    (wishes / "990102").write_text(wish, encoding="utf-8")
    plan = plan_of(city, notebooks=["12"])
    summary, events = run(plan)
    assert (summary.done, summary.failed, summary.withheld) == (2, 1, 1)
    (end,) = [e for e in events if e["event"] == "end" and e["status"] == "withheld"]
    assert end["what"] == "gate: credit code: 91330100MA2BXABC12"
    assert not plan.runs[1].html.exists()
    assert records(plan)["12", "990102"].error == "gate"
    internal = plan_of(city, notebooks=["12"], audience="internal")
    assert run(internal)[0].failed == 0
