import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.atomic import appearing, clean, write_atomic
from analysis.errors import DataError
from analysis.reports.events import EventLog
from analysis.reports.lock import LockedError, locked
from analysis.reports.manifest import FILE, Manifest, Record, read_manifest

DONE = Record(
    *("01_x", "990101", "zh", "", "done"), *("1.5", "1", "k", "h", "2022-12-01T00:00:00", "")
)


def test_what_is_appended_is_read_and_the_last_record_counts(tmp_path):
    manifest = Manifest(tmp_path)
    manifest.append(dataclasses.replace(DONE, status="failed", error='cell 3, "x"\nsecond line'))
    manifest.append(dataclasses.replace(DONE, county="990102"))
    manifest.close()
    (first, second) = read_manifest(tmp_path).values()
    assert (first.status, first.error) == ("failed", 'cell 3, "x" second line')
    manifest = Manifest(tmp_path)
    manifest.append(DONE)
    manifest.close()
    assert list(read_manifest(tmp_path).values()) == [DONE, second]


@pytest.mark.parametrize("kept", range(1, 40, 3))
def test_a_torn_last_line_is_not_read_and_is_removed_by_the_next_writer(tmp_path, kept):
    manifest = Manifest(tmp_path)
    manifest.append(DONE)
    whole = (tmp_path / FILE).read_bytes()
    manifest.append(dataclasses.replace(DONE, county="990102"))
    manifest.close()
    torn = (tmp_path / FILE).read_bytes()[: len(whole) + kept]
    (tmp_path / FILE).write_bytes(torn)
    assert list(read_manifest(tmp_path).values()) == [DONE]
    manifest = Manifest(tmp_path)
    manifest.append(dataclasses.replace(DONE, county="990103"))
    manifest.close()
    assert [name.county for name in read_manifest(tmp_path)] == ["990101", "990103"]


def test_reports_of_other_parameters_are_other_runs(tmp_path):
    manifest = Manifest(tmp_path)
    asked = dataclasses.replace(DONE, parameters="indicator=electricity", status="failed")
    manifest.append(DONE)
    manifest.append(asked)
    manifest.close()
    assert read_manifest(tmp_path) == {DONE.name: DONE, asked.name: asked}
    assert asked.name == ("01_x", "990101", "zh", "indicator=electricity")


EARLIER = """\
notebook,county,lang,status,seconds,attempts,input_hash,html_sha256,finished_at,error
01_x,990101,zh,failed,1.5,1,k,,2022-11-30T00:00:00,"cell 3, ValueError"
01_x,990101,zh,done,1.5,1,k,h,2022-12-01T00:00:00,
"""


@pytest.mark.parametrize("torn", ["", "02_y,990101,zh,do"])
def test_a_manifest_of_before_parameters_is_read_and_widened_once(tmp_path, torn):
    path = tmp_path / FILE
    path.write_text(EARLIER + torn, encoding="utf-8")
    assert read_manifest(tmp_path) == {DONE.name: DONE}
    assert path.read_text(encoding="utf-8") == EARLIER + torn
    for county in ("990102", "990103"):
        manifest = Manifest(tmp_path)
        manifest.append(dataclasses.replace(DONE, county=county))
        manifest.close()
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    assert heading.startswith("notebook,county,lang,parameters,status,")
    assert lines[:2] == [
        '01_x,990101,zh,,failed,1.5,1,k,,2022-11-30T00:00:00,"cell 3, ValueError"',
        "01_x,990101,zh,,done,1.5,1,k,h,2022-12-01T00:00:00,",
    ]
    assert [name.county for name in read_manifest(tmp_path)] == ["990101", "990102", "990103"]


def test_a_torn_line_of_the_log_is_cut_off_before_the_next(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_bytes(b'{"event": "plan"}\n{"event": "st')
    log = EventLog(path)
    log({"event": "finish"})
    log.close()
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in kept] == ["plan", "finish"]


def test_a_torn_heading_is_written_anew(tmp_path):
    (tmp_path / FILE).write_bytes(b"notebook,cou")
    assert read_manifest(tmp_path) == {}
    manifest = Manifest(tmp_path)
    manifest.append(DONE)
    manifest.close()
    assert list(read_manifest(tmp_path).values()) == [DONE]


def test_what_others_did_is_adopted_once(tmp_path):
    elsewhere = dataclasses.replace(DONE, attempts="", seconds="2.5")
    changed = dataclasses.replace(elsewhere, html_sha256="other")
    for _ in range(2):
        manifest = Manifest(tmp_path)
        manifest.adopt([elsewhere])
        manifest.close()
    assert list(read_manifest(tmp_path).values()) == [elsewhere]
    assert len((tmp_path / FILE).read_text(encoding="utf-8").splitlines()) == 2
    manifest = Manifest(tmp_path)
    manifest.adopt([changed])
    manifest.close()
    assert list(read_manifest(tmp_path).values()) == [changed]


def test_another_file_of_that_name_is_refused(tmp_path):
    (tmp_path / FILE).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="is not a manifest"):
        read_manifest(tmp_path)


def test_a_line_that_cannot_be_written_leaves_no_trace(tmp_path, monkeypatch):
    manifest = Manifest(tmp_path)
    manifest.append(DONE)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            manifest.append(dataclasses.replace(DONE, county="990102"))
    manifest.append(dataclasses.replace(DONE, county="990103"))
    manifest.close()
    assert [name.county for name in read_manifest(tmp_path)] == ["990101", "990103"]


def test_a_file_appears_whole_or_the_old_one_stays(tmp_path, monkeypatch):
    path = tmp_path / "a" / "report.html"
    write_atomic(path, b"old")

    def broken(path: Path) -> None:
        with appearing(path) as temporary:
            temporary.write_bytes(b"half of the n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken(path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_what_a_killed_writer_left_is_cleaned_away(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".tmp-report.html").write_bytes(b"half")
    (tmp_path / "a" / "report.html").write_bytes(b"whole")
    clean(tmp_path)
    assert [p.name for p in tmp_path.rglob("*.*")] == ["report.html"]


HOLD = """
import sys, time
from pathlib import Path
from analysis.reports.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_held_against_other_processes_and_dies_with_its_holder(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=f'"pid": {holder.pid}'), locked(tmp_path):
            pass
        holder.kill()
    with locked(tmp_path):
        pass


def test_a_lock_is_free_again_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass


@pytest.mark.parametrize("link", ["symlink", "hardlink"])
@pytest.mark.parametrize("writer", [Manifest, lambda folder: EventLog(folder / FILE)])
def test_a_linked_file_never_overwrites_what_it_leads_to(tmp_path, link, writer):
    other = tmp_path / "other.txt"
    other.write_text("someone's own text without an end", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    if link == "symlink":
        (folder / FILE).symlink_to(other)
    else:
        (folder / FILE).hardlink_to(other)
    writer(folder).close()
    assert other.read_text(encoding="utf-8") == "someone's own text without an end"


@pytest.mark.parametrize("link", ["symlink", "hardlink"])
def test_a_page_written_over_a_link_leaves_the_other_file_alone(tmp_path, link):
    other, page = tmp_path / "other.html", tmp_path / "page.html"
    other.write_text("other", encoding="utf-8")
    page.symlink_to(other) if link == "symlink" else page.hardlink_to(other)
    write_atomic(page, b"page")
    assert other.read_text(encoding="utf-8") == "other"
    assert (page.read_text(encoding="utf-8"), page.is_symlink()) == ("page", False)
