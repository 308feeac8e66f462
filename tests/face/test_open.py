"""The package as it is found: fast to import, complete by completion, one line for a mistake."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import start_new_kernel

import analysis
from analysis.reports.notebook import read_notebook

PACKAGE = Path(analysis.__file__).parent
MOST_SECONDS = 0.05


def run(program: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_importing_costs_nearly_nothing():
    timed = "import time; t = time.process_time(); import analysis; print(time.process_time() - t)"
    assert min(float(run(timed)) for _ in range(3)) < MOST_SECONDS


def test_importing_loads_no_library():
    heavy = {"pandas", "numpy", "scipy", "matplotlib", "statsmodels", "pydantic"}
    loaded = run("import sys; import analysis; print(*sys.modules)").split()
    assert not heavy & {*loaded}


def test_every_name_is_listed_and_leads_somewhere():
    assert dir(analysis) == sorted({*analysis.__all__, "__version__"})
    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__


def test_what_type_checkers_read_is_what_there_is():
    tree = ast.parse(Path(analysis.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {alias.asname or alias.name for node in block.body for alias in node.names}
    assert typed == {*analysis.__all__}


def test_a_name_that_is_not_there_is_told_as_python_does():
    with pytest.raises(AttributeError, match="no attribute 'forcast'; probably forecast"):
        analysis.forcast  # noqa: B018


def test_no_room_of_the_package_calls_what_analysts_call():
    # Their results would rest on code that their keys do not see.
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "analysis"
        }
        assert not named & {*analysis.__all__}, file


def test_a_page_of_a_notebook_that_calls_them_rests_on_their_code(tmp_path):
    cells = [
        nbformat.v4.new_code_cell('county: str = "1"', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import analysis\nanalysis.forecast([])"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "99_own.ipynb")
    modules = read_notebook(tmp_path / "99_own.ipynb").modules
    places = {f"analysis.{place}" for place in analysis._PLACES}
    assert places - {"analysis.errors", "analysis.display.show"} <= {*modules}


class TestInNotebook:
    @pytest.fixture
    def shell(self, cities):
        shell = InteractiveShell()
        shell.user_ns["analysis"] = analysis
        shell.user_ns["city"] = analysis.open_city(cities / "data" / "demo-city")
        return shell

    def completed(self, shell, text):
        with provisionalcompleter():
            return {c.text.strip(".") for c in shell.Completer.completions(text, len(text))}

    def test_completion_lists_the_face(self, shell):
        assert {*analysis.__all__} <= self.completed(shell, "analysis.")
        assert "location_quotient" in self.completed(shell, "analysis.loc")

    def test_completion_lists_what_a_city_has(self, shell):
        wanted = {"counties", "missing", "name", "periods", "question", "questions", "series"}
        assert wanted | {"table", "tables"} <= self.completed(shell, "city.")

    @pytest.mark.parametrize(
        "mistake",
        [
            "city.table('industry_mnth')",
            "city.table('industry_month', county='nowhere')",
            "city.question('output', period='2031-02')",
            "analysis.open_city('nowhere')",
        ],
    )
    def test_a_mistake_shows_one_sentence_and_no_frames(self, shell, capsys, mistake):
        shell.run_cell(mistake)
        shown = capsys.readouterr()
        lines = [line for line in (shown.out + shown.err).splitlines() if line.strip()]
        assert len(lines) == 2, lines  # in Chinese and in English
        assert not any("Traceback" in line or ".py" in line for line in lines)


@pytest.fixture(scope="module")
def kernel(cities):
    """A kernel as JupyterLab starts one, in which a city and an answer are open."""
    manager, client = start_new_kernel(
        kernel_name="python3",
        cwd=str(cities),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
    )
    opened = "import analysis; from analysis import composite"
    opened += (
        "; city = analysis.open_city('demo-city'); answer = city.question('clusters'); other = {}"
    )
    assert client.execute(opened, reply=True, timeout=120)["content"]["status"] == "ok"
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def tab(kernel, typed):
    return kernel.complete(typed, len(typed), reply=True, timeout=60)["content"]["matches"]


@pytest.mark.parametrize(
    ("typed", "offered", "refused"),
    [
        ("city.", "table", "industry_month"),
        ("analysis.loc", "location_quotient", "location"),
        ('city.table("', "industry_month", "output"),
        ("x = 1\nrows = city.table('ind", "industry_month", "recognitions"),
        ('rows = city.table(name="ind', "industry_month", "recognitions"),
        ('city.question("', "clusters", "industry_month"),
        ('city.question("clusters", period="2022-1', "2022-11", "2022-02"),
        ('city.series("', "industry", "township"),
        ('answer.table("', "cluster_positions", "industry_month"),
        ('city.table("industry_month", vintages="', "latest", "industry_month"),
        ('analysis.open_city("', "demo-city", "src"),
        ('analysis.open_city("demo-city", lang="', "zh", "demo-city"),
        ('analysis.shift_share(old(1), new, method="', "arcelus", "pca"),
        ('analysis.indicator_weights(rows, method="m', "merec", "pca"),
        ("analysis.composite(rows, aggregate='", "vikor", "merec"),
        ('analysis.registers.ranking(rows, "rate", best="', "lowest", "first"),
        ('composite(rows, weights="', "critic", "vikor"),
    ],
)
def test_tab_offers_what_may_stand_there(kernel, typed, offered, refused):
    found = tab(kernel, typed)
    assert offered in found and refused not in found


@pytest.mark.parametrize("room", ["registers", "figures"])
def test_tab_offers_no_module_within_the_rooms(kernel, room):
    found = {name for name in tab(kernel, f"analysis.{room}.") if not name.startswith("_")}
    assert found == {*getattr(analysis, room).__all__}


@pytest.mark.parametrize("typed", ['other.table("', 'city.table("industry_month")["'])
def test_tab_elsewhere_is_as_ever(kernel, typed):
    assert "industry_month" not in tab(kernel, typed)


def test_tab_offers_the_counties_of_a_city_by_name(kernel, cities):
    typed = 'city.table("industry_month", county="'
    found = tab(kernel, typed)
    names = analysis.open_city(cities / "data" / "demo-city").counties["name_zh"]
    assert found == names.tolist()
