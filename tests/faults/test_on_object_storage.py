"""A batch whose reports go to a store of objects, spoken to over S3.

The server is moto's, a process of its own that keeps everything in memory. Neither it nor s3fs is
among what the tests need elsewhere: `pip install "moto[server]" s3fs`, then these cases run too.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest

from analysis.reports.process import default_engine
from tests.faults.processes import events, finish, gone, released, start, times_done
from tests.faults.test_of_the_batch import COUNTIES, RUNS, wait_for

pytest.importorskip("moto", reason="needs moto[server] and s3fs")
s3fs = pytest.importorskip("s3fs", reason="needs moto[server] and s3fs")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]
RELEASED = "tiny/2022-11/public"
KEPT = "internal/tiny/2022-11/runs/public"


class Objects:
    """A bucket of the server, as seen by somebody who may do everything."""

    def __init__(self, server: str, name: str) -> None:
        self.server, self.url = server, f"s3://{name}/reports"
        self.system = s3fs.S3FileSystem(endpoint_url=server, use_listings_cache=False)
        self.system.mkdir(name)

    def names(self) -> list[str]:
        root = self.url.removeprefix("s3://")
        return sorted(found.removeprefix(f"{root}/") for found in self.system.find(root))

    def read(self, name: str) -> bytes:
        return bytes(self.system.cat_file(f"{self.url}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        self.system.pipe_file(f"{self.url}/{name}", content)

    def remove(self, name: str) -> None:
        self.system.rm_file(f"{self.url}/{name}")

    def pages(self) -> dict[str, bytes]:
        reports = [n for n in self.names() if n.endswith(".html") and "index" not in n]
        return {name: self.read(name) for name in reports}

    def deny_after(self, requests: str) -> None:
        """Let so many requests through, and refuse those that follow."""
        address, plain = f"{self.server}/moto-api/reset-auth", {"Content-Type": "text/plain"}
        urllib.request.urlopen(Request(address, requests.encode(), plain)).close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (tmp_path_factory.mktemp("server") / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    credentials = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (credentials | {"AWS_DEFAULT_REGION": "us-east-1"}).items():
            patch.setenv(name, value)
        patch.setenv("AWS_ENDPOINT_URL", address)
        try:
            until_it_answers(port)
            yield address
        finally:
            process.kill()
            process.wait()


def until_it_answers(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def objects(server: str, request: pytest.FixtureRequest) -> Objects:
    return Objects(server, f"bucket-{abs(hash(request.node.name))}")


@pytest.fixture(scope="module")
def undisturbed(
    server: str, package: Path, place: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    code, said = finish(start(package, place, out))
    assert code == 0, said
    return released(out)


def run(package: Path, place: Path, out: Path, objects: Objects, *options: str) -> tuple[int, str]:
    return finish(start(package, place, out, "--storage", objects.url, *options))


def begun(out: Path) -> list[dict[str, Any]]:
    return events(out, "start")


def test_objects_hold_what_a_folder_holds_and_another_machine_takes_it_over(
    objects, package, place, undisturbed, tmp_path
):
    code, said = run(package, place, tmp_path / "one", objects)
    assert code == 0, said
    assert objects.pages() == undisturbed == released(tmp_path / "one")
    for name in ("index.html", "manifest.csv"):
        local = tmp_path / "one" / RELEASED / name
        assert objects.read(f"{RELEASED}/{name}") == local.read_bytes()
    assert [name for name in objects.names() if ".tmp-" in name] == []
    assert len([name for name in objects.names() if name.endswith(".done")]) == RUNS
    code, said = run(package, place, tmp_path / "two", objects)
    assert code == 0, said
    assert f"待做 to do: 0，不变 unchanged: {RUNS}" in said
    assert set(times_done(tmp_path / "two").values()) == {1}


@pytest.mark.parametrize("ended", [1, 4, 7])
def test_a_batch_that_is_killed_goes_on_from_another_machine(
    ended, objects, package, place, undisturbed, tmp_path
):
    batch = start(package, place, tmp_path / "one", "--storage", objects.url)
    wait_for(batch, f"[{ended}/")
    batch.kill()
    batch.communicate()
    assert gone(tmp_path / "one")
    marked = [name for name in objects.names() if name.endswith(".done")]
    assert len(marked) >= ended
    assert undisturbed.items() >= objects.pages().items()
    code, said = run(package, place, tmp_path / "two", objects)
    assert code == 0, said
    assert objects.pages() == undisturbed
    assert len(begun(tmp_path / "two")) == RUNS - len(marked)
    assert [name for name in objects.names() if ".tmp-" in name] == []
    index = objects.read(f"{RELEASED}/index.html").decode()
    assert index.count(".zh.html") == RUNS


PAGE = f"{RELEASED}/{COUNTIES[0]}/12_behaves.zh.html"
MARKER = f"{KEPT}/{COUNTIES[0]}/12_behaves.zh.done"


def test_what_is_lost_or_altered_among_the_objects_is_made_again_and_nothing_else(
    objects, package, place, undisturbed, tmp_path
):
    options = "--notebook", "12"
    assert run(package, place, tmp_path / "0", objects, *options)[0] == 0
    page, marker = objects.read(PAGE), objects.read(MARKER)
    other = json.dumps({**json.loads(marker), "key": "0" * 32}).encode()
    harms = [
        lambda: objects.remove(PAGE),
        lambda: objects.write(PAGE, page[:-100]),
        lambda: objects.write(PAGE, page[::-1]),  # of the same size
        lambda: objects.remove(MARKER),
        lambda: objects.write(MARKER, marker[:-10]),
        lambda: objects.write(MARKER, b"[]"),
        lambda: objects.write(MARKER, other),
    ]
    for number, harm in enumerate(harms, start=1):
        harm()
        out = tmp_path / str(number)
        code, said = run(package, place, out, objects, *options)
        assert code == 0, said
        assert [(e["notebook"], e["county"]) for e in begun(out)] == [("12_behaves", COUNTIES[0])]
        assert objects.read(PAGE) == undisturbed[PAGE]


def test_a_bucket_that_does_not_exist_is_refused_and_not_made(objects, package, place, tmp_path):
    objects.url = "s3://misspelt/reports"
    code, said = run(package, place, tmp_path, objects)
    assert code == 6
    assert "cannot write to s3://misspelt/reports" in said
    assert "Traceback" not in said
    assert not objects.system.exists("misspelt")
    assert begun_nothing(tmp_path)


def begun_nothing(out: Path) -> bool:
    return not any(out.rglob("*.ipynb"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "EndpointConnectionError"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "NoCredentialsError"),
    ],
    ids=["no server", "no credentials"],
)
def test_a_store_that_cannot_be_reached_is_refused_before_the_first_run(
    changed, said, objects, package, place, tmp_path, monkeypatch
):
    for name, value in {**changed, "AWS_EC2_METADATA_DISABLED": "true"}.items():
        monkeypatch.setenv(name, value)
        if not value:
            monkeypatch.delenv(name)
    code, told = run(package, place, tmp_path, objects)
    assert code == 6
    assert said in told
    assert "Traceback" not in told
    assert begun_nothing(tmp_path)


def test_a_store_that_refuses_is_said_before_the_first_run(objects, package, place, tmp_path):
    objects.deny_after("0")
    try:
        code, said = run(package, place, tmp_path, objects)
    finally:
        objects.deny_after("inf")
    assert code == 6
    assert "cannot write to s3://" in said
    assert "Traceback" not in said
    assert begun_nothing(tmp_path)


def test_a_store_that_refuses_midway_fails_the_rest_and_the_batch_resumes(
    objects, package, place, undisturbed, tmp_path
):
    objects.deny_after("40")
    try:
        code, said = run(package, place, tmp_path / "one", objects)
    finally:
        objects.deny_after("inf")
    assert code == 1
    assert "storage: PermissionError" in said
    assert "Traceback" not in said
    ends = [e for e in events(tmp_path / "one", "end") if not e["again"]]
    assert {(e["status"], e["where"]) for e in ends} == {("done", ""), ("died", "storage")}
    done = [e for e in ends if e["status"] == "done"]
    assert undisturbed.items() >= objects.pages().items()
    code, said = run(package, place, tmp_path / "two", objects)
    assert code == 0, said
    assert objects.pages() == undisturbed
    assert len(begun(tmp_path / "two")) <= RUNS - len(done)
    assert os.environ["AWS_ENDPOINT_URL"] == objects.server
