import dataclasses
import hashlib
import json
import stat
from pathlib import Path

import pytest

from analysis.errors import DataError
from analysis.reports.batch import Summary, up_to_date
from analysis.reports.manifest import read_manifest
from analysis.reports.plan import make_plan
from analysis.reports.process import default_engine
from analysis.reports.run import Run
from analysis.reports.storage import Storage, StorageError
from tests.reports.batches import plan_of, records, run
from tests.reports.test_plan import ALL, notebook

fsspec = pytest.importorskip("fsspec")
warm = pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")
KINDS = ("file", "memory", "objects")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place of a kind of its own: whose moves are renames, are copies, or are not needed."""
    if request.param == "file":
        return f"file://{tmp_path / 'shared'}"
    if request.param == "objects":
        monkeypatch.setattr("analysis.reports.storage._OBJECTS", {"memory"})
        monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "mv", None)
    return f"memory://{tmp_path.name}/shared"


def made(city: Path, page: bytes = b"<p>page</p>") -> tuple[Run, str]:
    """A run whose files lie in the local folder, and the hash of its page."""
    (first, *_) = plan_of(city, notebooks=["12"]).runs
    for file, content in ((first.html, page), (first.executed, b"{}")):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return first, hashlib.sha256(page).hexdigest()


def storage_of(city: Path, url: str) -> Storage:
    return Storage(url, (city.parent / "out").resolve())


def names(url: str) -> list[str]:
    system, root = fsspec.core.url_to_fs(url)
    return sorted(path.removeprefix(root).lstrip("/") for path in system.find(root))


def remove(url: str, name: str) -> None:
    system, root = fsspec.core.url_to_fs(url)
    system.rm_file(f"{root}/{name}")


PAGE = "tiny/2022-11/public/990101/12_behaves.zh.html"
KEPT = "internal/tiny/2022-11/runs/public/990101/12_behaves.zh"


def test_what_a_run_made_lies_under_its_local_names_and_nothing_half_beside_it(city, url):
    item, html = made(city)
    storage_of(city, url).deposit(item, "b", html, 1.5)
    assert names(url) == [f"{KEPT}.done", f"{KEPT}.ipynb", PAGE]


def test_done_is_what_has_a_marker_of_the_same_key_and_a_page_of_the_same_size(city, url):
    item, html = made(city)
    storage = storage_of(city, url)
    assert storage.done([item]) == {}
    storage.deposit(item, "b", html, 1.5)
    record = storage.done([item])[item.name]
    assert (record.status, record.input_hash, record.html_sha256) == ("done", item.key, html)
    assert record.seconds == "1.500"
    assert storage.done([dataclasses.replace(item, key="0" * 32)]) == {}
    other = [run for run in plan_of(city, notebooks=["12"]).runs if run.name != item.name]
    assert storage.done(other) == {}


@pytest.mark.parametrize("lost", [PAGE, f"{KEPT}.done"])
def test_a_run_without_its_page_or_marker_is_not_done(city, url, lost):
    item, html = made(city)
    storage = storage_of(city, url)
    storage.deposit(item, "b", html, 1.5)
    remove(url, lost)
    assert storage.done([item]) == {}
    assert storage.made(item, "b") is None


def test_a_page_of_another_size_is_not_done(city, url):
    item, html = made(city)
    storage = storage_of(city, url)
    storage.deposit(item, "b", html, 1.5)
    item.html.write_bytes(b"<p>half of the pa")
    storage.put(item.html)
    assert storage.done([item]) == {}


@pytest.mark.parametrize("marker", [b"", b'{"key": "', b"[]", b"{}", b"\xff"])
def test_a_damaged_marker_says_nothing(city, url, marker):
    item, html = made(city)
    storage = storage_of(city, url)
    storage.deposit(item, "b", html, 1.5)
    storage._write(f"{KEPT}.done", marker)
    assert storage.done([item]) == {}
    assert storage.made(item, "b") is None


def test_an_object_altered_without_a_change_of_size_is_not_done(city, tmp_path, monkeypatch):
    item, html = made(city)
    storage = storage_of(city, f"memory://{tmp_path.name}/tagged")
    system = fsspec.get_filesystem_class("memory")
    plain, every = system.info, system.find

    def tagged(self: object, path: str, **options: object) -> dict[str, object]:
        found = plain(self, path, **options)
        if found["type"] == "file":
            found["ETag"] = '"' + hashlib.md5(self.cat_file(path)).hexdigest() + '"'
        return found

    def listed(self: object, path: str, **options: object) -> dict[str, object]:
        return {name: tagged(self, name) for name in every(self, path)}

    monkeypatch.setattr(system, "info", tagged)
    monkeypatch.setattr(system, "find", listed)
    storage.deposit(item, "b", html, 1.5)
    assert storage.done([item])
    item.html.write_bytes(b"<P>page</P>")
    storage.put(item.html)
    assert storage.done([item]) == {}


def test_what_a_backend_raises_is_told_as_an_error_of_a_file(city, tmp_path, monkeypatch):
    item, _ = made(city)
    storage = storage_of(city, f"memory://{tmp_path.name}/broken")

    def broken(*_: object, **__: object) -> None:
        raise LookupError("no endpoint")

    for name in ("pipe_file", "find", "cat_file"):
        monkeypatch.setattr(fsspec.get_filesystem_class("memory"), name, broken)
    said = "memory://.*: LookupError: no endpoint"
    with pytest.raises(StorageError, match=said):
        storage.put(item.html)
    with pytest.raises(StorageError, match=said):
        storage.done([item])
    with pytest.raises(StorageError, match=said):
        storage.made(item, "b")
    with pytest.raises(DataError, match=f"cannot write to .*{said}"):
        storage.create()


def test_a_run_sent_again_is_known_by_its_batch_key_and_the_hash_of_its_page(city, url):
    item, html = made(city)
    storage = storage_of(city, url)
    storage.deposit(item, "b", html, 1.5)
    assert storage.made(item, "b") == (html, 1.5)
    assert storage.made(item, "another batch") is None
    assert storage.made(dataclasses.replace(item, key="0" * 32), "b") is None
    item.html.write_bytes(b"<P>page</p>")
    storage.put(item.html)
    assert storage.made(item, "b") is None


def test_a_failed_run_leaves_its_notebook_inside_and_takes_its_marker_away(city, url):
    item, html = made(city)
    storage = storage_of(city, url)
    storage.deposit(item, "b", html, 1.5)
    item.executed.with_suffix(".log").write_bytes(b"Traceback")
    storage.deposit(item, "c", "", 0.5)
    assert names(url) == [f"{KEPT}.ipynb", f"{KEPT}.log", PAGE]
    assert storage.done([item]) == {}


def test_a_crash_between_page_and_marker_leaves_a_run_that_is_not_done(city, url, monkeypatch):
    item, html = made(city)
    storage = storage_of(city, url)
    write = Storage._write

    def crash(self: Storage, name: str, content: bytes) -> None:
        if name.endswith(".done"):
            raise KeyboardInterrupt
        write(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "_write", crash)
        with pytest.raises(KeyboardInterrupt):
            storage.deposit(item, "b", html, 1.5)
    assert names(url) == [f"{KEPT}.ipynb", PAGE]
    assert storage.done([item]) == {}
    assert storage.made(item, "b") is None
    storage.deposit(item, "b", html, 1.5)
    assert storage.made(item, "b") == (html, 1.5)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://x", "lives in one process alone"),
        ("nowhere://x", "no storage at nowhere://x"),
        ("s3://bucket/x", "no storage at s3://bucket/x"),
    ],
)
def test_a_place_that_cannot_be_shared_or_reached_is_refused(tmp_path, url, said):
    if url.startswith("s3"):
        try:
            import s3fs  # noqa: F401
        except ImportError:
            pass
        else:
            pytest.skip("the backend is installed here")
    with pytest.raises(DataError, match=said):
        Storage(url, tmp_path).check()


@warm
def test_a_batch_puts_up_its_reports_and_another_machine_takes_them_over(city, tmp_path):
    shared = tmp_path / "shared"
    plan = plan_of(city, notebooks=["12"])
    storage = storage_of(city, f"file://{shared}")
    assert run(plan, storage=storage)[0] == Summary(done=3, fresh=0, failed=0, remaining=0)
    for item in plan.runs:
        assert (shared / storage.name(item.html)).read_bytes() == item.html.read_bytes()
    assert stat.S_IMODE((shared / "internal").stat().st_mode) == 0o700
    listing = (shared / "tiny/2022-11/public/index.html").read_text(encoding="utf-8")
    assert listing.count("12_behaves.zh.html") == 3

    (city.parent / "out").rename(city.parent / "the other machine's")
    again, events = run(plan, storage=storage)
    assert again == Summary(done=0, fresh=3, failed=0, remaining=0)
    assert [event["event"] for event in events] == ["plan", "finish"]
    assert {record.status for record in records(plan).values()} == {"done"}
    assert listing == (shared / "tiny/2022-11/public/index.html").read_text(encoding="utf-8")

    (shared / storage.name(plan.runs[0].html)).unlink()
    assert len(up_to_date(plan, storage)) == 2
    assert run(plan, storage=storage)[0] == Summary(done=1, fresh=2, failed=0, remaining=0)


@warm
def test_reports_of_other_parameters_lie_beside_each_other_and_are_taken_over(city, tmp_path):
    cell = f"{ALL}\nindicator: str = 'output'\nshare: float = 1"
    folder, shared = notebook(tmp_path / "own", cell), tmp_path / "shared"
    asked = {"indicator": ("output", "electricity"), "share": ("1", "0.5")}
    options = {"counties": ["990101"], "parameters": asked}
    for machine, fresh in (("one", 0), ("two", 4)):
        plan = make_plan(city, folder, tmp_path / machine, **options)
        storage = Storage(f"file://{shared}", plan.folders.root)
        summary, events = run(plan, storage=storage)
        assert summary == Summary(done=4 - fresh, fresh=fresh, failed=0, remaining=0)
        told = {event["parameters"] for event in events if event["event"] == "end"}
        assert len(told) == 4 - fresh
        assert set(read_manifest(plan.folders.released)) == {item.name for item in plan.runs}
    assert sorted(page.name for page in (shared / "tiny/2022-11/public/990101").iterdir()) == [
        "21_own.indicator=electricity,share=0.5.zh.html",
        "21_own.indicator=electricity.zh.html",
        "21_own.share=0.5.zh.html",
        "21_own.zh.html",
    ]


@warm
def test_a_manifest_lost_with_its_machine_is_made_again_from_the_markers(city, tmp_path):
    shared = tmp_path / "shared"
    plan = plan_of(city, notebooks=["12"])
    storage = storage_of(city, f"file://{shared}")
    run(plan, storage=storage)
    (city.parent / "out").rename(city.parent / "lost")
    (shared / "tiny/2022-11/public/manifest.csv").unlink()
    assert run(plan, storage=storage)[0].fresh == 3
    assert [record.status for record in records(plan).values()] == ["done"] * 3
    kept = (shared / "tiny/2022-11/public/manifest.csv").read_text(encoding="utf-8")
    run(plan, storage=storage)
    assert (shared / "tiny/2022-11/public/manifest.csv").read_text(encoding="utf-8") == kept


@warm
def test_a_failure_is_kept_inside_the_storage_and_not_among_what_is_released(
    city, wishes, tmp_path
):
    (wishes / "990101").write_text("raise ValueError('恒通机械 owes 12.5')", encoding="utf-8")
    shared = tmp_path / "shared"
    plan = plan_of(city, notebooks=["12"])
    summary, _ = run(plan, storage=storage_of(city, f"file://{shared}"))
    assert (summary.done, summary.failed) == (2, 1)
    kept = json.loads((shared / f"{KEPT}.ipynb").read_text(encoding="utf-8"))
    assert "owes 12.5" in json.dumps(kept, ensure_ascii=False)
    assert not (shared / PAGE).exists()
    for path in (shared / "tiny").rglob("*.*"):
        assert "恒通机械" not in path.read_text(encoding="utf-8")


@warm
def test_a_storage_that_takes_nothing_is_tried_again_and_said(city, tmp_path):
    shared = tmp_path / "shared"
    plan = plan_of(city, notebooks=["12"])
    (shared / "tiny/2022-11/public").mkdir(parents=True)
    (shared / "tiny/2022-11/public/990102").write_text("in the way", encoding="utf-8")
    summary, events = run(plan, storage=storage_of(city, f"file://{shared}"))
    assert summary == Summary(done=2, fresh=0, failed=1, remaining=0)
    ends = [e for e in events if e["event"] == "end" and e["county"] == "990102"]
    assert [e["again"] for e in ends] == [True, False]
    assert ends[0]["what"].startswith("storage: ")
    assert records(plan)["12", "990102"].error == "storage"


def test_a_storage_is_handed_to_other_processes_without_its_connections(tmp_path):
    import pickle

    storage = Storage(f"file://{tmp_path}", tmp_path).check()
    assert pickle.loads(pickle.dumps(storage)) == storage
