"""A released notebook reaches its own tables and nothing else of the city's."""

from pathlib import Path

import nbformat
import pytest

from analysis.reports.batch import Settings, run_batch
from analysis.reports.plan import make_plan
from analysis.reports.process import default_engine
from tests.reports.cities import make_city
from tests.reports.test_batch import outputs
from tests.reports.test_plan import ALL

V4 = nbformat.v4
TRIES = r"""
import ctypes, glob, os, subprocess, sys
from pathlib import Path
import pyarrow as pa

edition = Path(data).resolve()
store = edition.parents[1]
city = store.parent
out = city.parent / "out"


def shut(*ways):
    for name, way in ways:
        try:
            got = way()
        except (OSError, pa.ArrowInvalid, ImportError) as error:
            print(name, "shut", type(error).__name__)
        else:
            print(name, "OPEN", bool(got)) if got else print(name, "shut nothing")


def link():
    os.symlink(store / "current.json", os.path.join(os.environ["TMPDIR"], "link"))
    return open(os.path.join(os.environ["TMPDIR"], "link")).read()


def mapped():
    return [line for line in open("/proc/self/maps") if str(store) in line]


def of_parents():
    found, pid = [], os.getppid()
    while pid > 1:
        bound = "NoNewPrivs:\t1" in open(f"/proc/{pid}/status").read()
        files = [] if bound else [f"/proc/{pid}/mem", *glob.glob(f"/proc/{pid}/fd/*")]
        for file in files:  # of a process that is bound alike there is nothing more to see
            try:
                open(file, "rb").close()
                found.append(file)
            except OSError:
                pass
        try:
            pid = int(open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[1])
        except OSError:
            break
    return found


shut(
    ("store", lambda: (store / "current.json").read_text()),
    ("table", lambda: [file.read_bytes() for file in store.glob("versions/*/*/*.parquet")]),
    ("listing", lambda: os.listdir(store)),
    ("city", lambda: (city / "secret.csv").read_text()),
    ("dots", lambda: open(f"{edition}/../../current.json").read()),
    ("root", lambda: open(f"/proc/self/root{store}/current.json").read()),
    ("cwd", lambda: (os.chdir(store), open("current.json").read())),
    ("link", link),
    ("mapped", mapped),
    ("parents", of_parents),
    ("shell", lambda: subprocess.run(["cat", f"{store}/current.json"], capture_output=True).stdout),
    ("python", lambda: subprocess.run(
        [sys.executable, "-c", f"print(open({str(store / 'current.json')!r}).read())"],
        capture_output=True).stdout),
    ("arrow", lambda: pa.memory_map(str(store / "current.json")).read()),
    ("C", lambda: [fd for fd in [ctypes.CDLL(None).open(f"{store}/current.json".encode(), 0)]
                   if fd >= 0]),
    ("outputs", lambda: [file.read_text() for file in (out / "internal").rglob("*.log")]),
    ("secrets", lambda: [file.read_bytes() for file in (out / "internal").rglob("secrets.*")]),
    ("writing", lambda: (store / "x").write_text("x")),
    ("environment", lambda: [v for v in os.environ.values() if str(city) in v]),
)
"""
IMPORTS = """
from analysis.errors import DataError
from analysis.tables.store import Store

try:
    print(Store(store).city())
except (DataError, OSError) as error:
    print("import shut")
print((edition / "release.json").stat().st_size > 0)
"""


def write(folder: Path, *sources: str) -> None:
    cells = [V4.new_markdown_cell("# 试探"), V4.new_code_cell(ALL)]
    cells[1].metadata["tags"] = ["parameters"]
    cells += [V4.new_code_cell(source.strip()) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    folder.mkdir()
    made = V4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(made, folder / "01_tries.ipynb")


@pytest.mark.skipif(default_engine() != "warm", reason="Linux alone binds a process so")
@pytest.mark.parametrize("engine", ["warm", "stock"])
def test_whatever_a_released_notebook_tries_is_shut(tmp_path, engine):
    city = make_city(tmp_path / "tiny", counties=("990101",))
    (city / "secret.csv").write_text("秘密", encoding="utf-8")
    write(tmp_path / "notebooks", TRIES, IMPORTS)
    plan = make_plan(city, tmp_path / "notebooks", tmp_path / "out")
    run_batch(plan, Settings(engine=engine, jobs=1), lambda event: None)
    *_, tries, imports = outputs(plan.runs[0].executed)
    said = tries[0]["text"].splitlines()
    assert len(said) == 18
    assert [line for line in said if " shut" not in line] == []
    assert imports[0]["text"].splitlines() == ["import shut", "True"]


def test_an_internal_notebook_reads_the_store(tmp_path):
    city = make_city(tmp_path / "tiny", counties=("990101",))
    (city / "secret.csv").write_text("秘密", encoding="utf-8")
    write(tmp_path / "notebooks", TRIES, IMPORTS)
    plan = make_plan(city, tmp_path / "notebooks", tmp_path / "out", audience="internal")
    run_batch(plan, Settings(engine=default_engine(), jobs=1), lambda event: None)
    *_, tries, _imports = outputs(plan.runs[0].executed)
    assert "store OPEN True" in tries[0]["text"]
