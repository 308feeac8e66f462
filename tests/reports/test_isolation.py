"""Each notebook starts from the same state, whatever the one before it did."""

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
POLLUTE = """
import builtins, decimal, locale, logging, os, random, sys, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
leaked = True
builtins.leaked = True
builtins.sum = lambda *a: -1
matplotlib.rcParams.update({"axes.facecolor": "red", "figure.dpi": 20, "font.size": 30})
plt.figure()
os.environ["LEAKED"] = "1"
os.environ["TZ"] = "America/New_York"
os.chdir("/")
pd.DataFrame.__repr__ = lambda self: "leaked"
pd.set_option("display.precision", 1, "display.max_rows", 2)
np.set_printoptions(precision=1)
np.mean = lambda *a: -1
np.random.seed(7)
random.seed(7)
decimal.getcontext().prec = 3
logging.basicConfig(level=logging.DEBUG)
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
sys.path.insert(0, "/leaked")
sys.setrecursionlimit(120)
sys.modules["json"] = None
get_ipython().events.register("pre_run_cell", lambda *a: print("leaked"))
get_ipython().display_formatter.formatters["text/html"].for_type(pd.DataFrame, lambda d: "leaked")
"""
LOOK = """
import builtins, decimal, json, logging, os, random, sys, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
print("leaked" in globals(), hasattr(builtins, "leaked"), sum([1, 2]), np.mean([1, 2]))
print(os.environ.get("LEAKED"), os.environ.get("TZ"), os.path.basename(os.getcwd()))
print(decimal.getcontext().prec, logging.getLogger().level, logging.root.manager.disable)
print(sys.getrecursionlimit(), "/leaked" in sys.path, np.array([1 / 3]))
print(f"{np.random.random():.6f} {random.random():.6f}", plt.get_fignums(), len(warnings.filters))
print(time.localtime(0).tm_hour, hash("产值") % 1000, pd.get_option("display.max_columns"))
pd.DataFrame({"a": [1 / 3] * 4})
"""
DRAW = """
figure, axes = plt.subplots()
axes.plot([1, 2, 3]);
"""


def write(folder: Path, name: str, *sources: str) -> None:
    cells = [V4.new_markdown_cell(f"# {name}"), V4.new_code_cell(ALL)]
    cells[1].metadata["tags"] = ["parameters"]
    cells += [V4.new_code_cell(source.strip()) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = V4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    folder.mkdir(exist_ok=True)
    nbformat.write(made, folder / f"{name}.ipynb")


@pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")
def test_a_clean_notebook_after_a_polluting_one_is_as_if_alone(tmp_path):
    city = make_city(tmp_path / "tiny", counties=("990101",))
    write(tmp_path / "both", "01_pollute", POLLUTE, DRAW.replace("[1, 2, 3]", "[3, 2, 1]"))
    write(tmp_path / "both", "02_look", LOOK, DRAW)
    made = {}
    for engine, out, wanted in (("warm", "a", ()), ("warm", "b", ("02",)), ("stock", "c", ("02",))):
        plan = make_plan(city, tmp_path / "both", tmp_path / out, wanted, audience="internal")
        run_batch(plan, Settings(engine=engine, jobs=1), lambda event: None)
        made[out] = plan.runs[
            -1
        ]  # the polluting one may break its own report, and none but its own
    after, alone, stock = (made[out] for out in "abc")
    assert after.html.read_bytes() == alone.html.read_bytes()
    assert outputs(after.executed) == outputs(alone.executed)
    said = outputs(alone.executed)[2][0]["text"]
    assert said.startswith("False False 3 1.5\nNone Asia/Shanghai both\n28 30 0\n")
    # The kernel of the stock engine sees the same but for the generators, which no one seeds there.
    lines = outputs(stock.executed)[2][0]["text"].splitlines()
    assert [a for a in lines if a not in said.splitlines()] == [lines[4]]
    assert outputs(stock.executed)[3] == outputs(alone.executed)[3]
