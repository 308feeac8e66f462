import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import papermill
import pytest

from analysis.errors import DataError
from analysis.reports.notebook import find_notebooks, read_notebook
from analysis.reports.plan import Plan, make_plan
from analysis.reports.run_key import without
from analysis.tables.registry import names
from tests.reports.batches import plan_of
from tests.reports.cities import COUNTIES, make_city
from tests.reports.conftest import NOTEBOOKS

SHIPPED = find_notebooks(Path(__file__).parents[2] / "notebooks", ())


def notebook(
    folder: Path, parameters: str, code: str = "", name: str = "21_own.ipynb", **about: list[str]
) -> Path:
    empty = {"cell_type": "code", "outputs": [], "execution_count": None}
    tagged = {"tags": ["parameters"]}
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Own"},
        {**empty, "id": "b", "metadata": tagged, "source": parameters},
        {**empty, "id": "c", "metadata": {}, "source": code},
    ]
    folder.mkdir(exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "analysis": about}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4}
    (folder / name).write_text(json.dumps({**content, "nbformat_minor": 5}), encoding="utf-8")
    return folder


ALL = "\n".join(f'{name}: str = ""' for name in ("county", "period", "lang", "audience", "data"))


@pytest.mark.parametrize("path", [*SHIPPED, *find_notebooks(NOTEBOOKS, ())], ids=lambda p: p.stem)
def test_parameters_are_those_that_papermill_finds(path):
    found = papermill.inspect_notebook(path)
    assert dict(read_notebook(path).parameters) == {
        name: about["inferred_type_name"] for name, about in found.items()
    }


def test_planning_loads_nothing_that_runs_notebooks():
    script = (
        "import sys, analysis.reports.plan; print([m for m in sys.argv[1:] if m in sys.modules])"
    )
    heavy = ["papermill", "nbformat", "nbconvert", "jsonschema", "matplotlib", "scipy"]
    done = subprocess.run(
        [sys.executable, "-c", script, *heavy], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_parameters_that_are_no_python_are_refused(city, tmp_path):
    with pytest.raises(DataError, match=r"21_own\.ipynb"):
        make_plan(city, notebook(tmp_path / "n", "county: str ="), tmp_path / "out")


def test_a_plan_is_every_notebook_for_every_county(city):
    plan = plan_of(city)
    assert [(run.notebook.stem, run.county) for run in plan.runs] == [
        (name, county) for county in COUNTIES for name in ("11_plots", "12_behaves")
    ]
    assert plan.runs[0].heading.overline == "试验市 · 第1县 · 2022-11"
    assert plan.runs[0].heading.marks == ("合成数据，非真实情况",)


def test_a_notebook_without_its_tables_is_left_out_with_the_reason(city):
    (omission,) = plan_of(city).omissions
    assert omission.notebook == "13_needs"
    assert omission.zh == "本市没有：亩均评价数据"
    assert omission.en == "the city has no: Evaluation data"


def test_what_a_page_also_shows_leaves_no_page_out_and_makes_it_stale(city, tmp_path, monkeypatch):
    folder = notebook(tmp_path / "n", ALL, questions=["titles"], also=["scores"])

    def refused(store: object, name: str, period: str) -> None:
        if name == "scores":
            raise DataError("没有评价数据", "no evaluation data")

    def planned() -> Plan:
        return make_plan(city, folder, tmp_path / "out", counties=["990101"])

    monkeypatch.setattr("analysis.results.answerable", refused)
    poor = planned()
    assert not poor.omissions
    assert poor.unanswered["scores"].en == "no evaluation data"
    assert [(run.questions, run.also) for run in poor.runs] == [(("titles",), ())]
    monkeypatch.setattr("analysis.results.answerable", lambda *_: None)
    rich = planned()
    assert [(run.questions, run.also) for run in rich.runs] == [(("titles",), ("scores",))]
    assert rich.runs[0].key != poor.runs[0].key


@pytest.mark.parametrize("names", [{"questions": ["titels"]}, {"also": ["titels"]}])
def test_a_question_that_is_not_there_is_refused(city, tmp_path, names):
    with pytest.raises(DataError, match=r"21_own\.ipynb: no question 'titels'; one of"):
        make_plan(city, notebook(tmp_path / "n", ALL, **names), tmp_path / "out")


def test_a_page_made_without_what_broke_has_a_key_of_its_own():
    assert without("key", []) == "key"
    assert without("key", ["a", "b"]) == without("key", ["b", "a"])
    assert len({"key", without("key", ["a"]), without("key", ["b"])}) == 3


def test_counties_and_notebooks_can_be_chosen(city):
    plan = plan_of(city, counties=["990102"], notebooks=["11"])
    assert [run.name for run in plan.runs] == [("11_plots", "990102", "zh", "")]


def test_the_whole_alone_is_said_to_have_no_report_of_a_notebook_on_counties(city):
    plan = plan_of(city, counties=["city"], notebooks=["11"])
    assert not plan.runs
    assert [(o.notebook, o.en) for o in plan.omissions] == [
        ("11_plots", "reports on counties, not on the whole")
    ]


def test_a_county_named_twice_is_planned_once(city):
    plan = plan_of(city, counties=["990102", "990101", "990102"], notebooks=["11"])
    assert [run.county for run in plan.runs] == ["990102", "990101"]


@pytest.fixture
def asking(city: Path, tmp_path: Path) -> Callable[..., Plan]:
    """Plan a notebook that takes parameters of its own, for one county."""
    own = 'indicator: str = "output"\ntop: int = 3\nshare: float = 1\nall_of_it: bool = False'
    folder = notebook(tmp_path / "own", f"{ALL}\n{own}")
    return lambda **asked: make_plan(
        city, folder, tmp_path / "out", counties=["990102"], parameters=asked
    )


def test_each_combination_of_parameters_is_a_report_of_its_own(asking):
    plan = asking(top=("3", "5"), indicator=("electricity", "output"))
    assert [run.name.parameters for run in plan.runs] == [
        "indicator=electricity",
        "indicator=electricity,top=5",
        "",
        "top=5",
    ]
    assert [run.html.name for run in plan.runs] == [
        "21_own.indicator=electricity.zh.html",
        "21_own.indicator=electricity,top=5.zh.html",
        "21_own.zh.html",
        "21_own.top=5.zh.html",
    ]
    assert len({run.key for run in plan.runs}) == len({run.executed for run in plan.runs}) == 4
    asked = [(r.parameters.get("indicator"), r.parameters.get("top")) for r in plan.runs]
    assert asked == [("electricity", None), ("electricity", 5), (None, None), (None, 5)]
    assert plan.runs[0].heading.overline == "试验市 · 第2县 · 2022-11 · 工业用电量"
    assert plan.runs[3].heading.overline == "试验市 · 第2县 · 2022-11 · top=5"


def test_what_the_notebook_has_by_itself_is_the_same_report(asking):
    same = asking(indicator=("output",), top=("03",), share=("1.0",), all_of_it=("False",))
    assert same.runs == asking().runs


def test_a_value_that_no_file_can_be_named_by_is_told_by_its_hash(city, tmp_path):
    folder = notebook(tmp_path / "own", f'{ALL}\nsaid: str = ""')
    said = ("../../x", "县 区", "A", "a", "é" * 300, "")
    plan = make_plan(city, folder, tmp_path / "out", counties=["990102"], parameters={"said": said})
    assert [run.parameters.get("said", "") for run in plan.runs] == list(said)
    names = [run.html.name for run in plan.runs]
    assert len(set(names)) == len(said)
    assert names[3] == "21_own.said=a.zh.html"
    assert all(re.fullmatch(r"21_own\.[0-9a-f]{16}\.zh\.html", names[n]) for n in (0, 1, 2, 4))
    assert {run.html.parent for run in plan.runs} == {plan.folders.released / "990102"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"indicator": ("power",)}, "no value 'power'; one of output, value_added, electricity"),
        ({"colour": ("red",)}, "no parameter 'colour'; it has: indicator, top, share, all_of_it"),
        ({"top": ("many",)}, r"21_own\.ipynb: parameter 'top' is int, not 'many'"),
        ({"top": ("1.5",)}, "'top' is int, not '1.5'"),
        ({"share": ("nan",)}, "'share' is float, not 'nan'"),
        ({"all_of_it": ("yes",)}, r"'all_of_it' is bool \(true, false\), not 'yes'"),
        ({"county": ("990101",)}, "has no parameter 'county'"),
    ],
)
def test_parameters_that_the_notebook_does_not_take_are_refused(asking, asked, said):
    with pytest.raises(DataError, match=said) as refused:
        asking(**asked)
    assert re.search(r"[\u4e00-\u9fff]", refused.value.zh)


def test_every_chosen_notebook_must_take_the_parameters(city):
    with pytest.raises(DataError, match=r"11_plots\.ipynb has no parameter 'indicator'; it has: –"):
        plan_of(city, parameters={"indicator": ("electricity",)})


def test_public_reports_and_what_stays_are_in_different_roots(city):
    out = (city.parent / "out").resolve()
    public, internal = plan_of(city), plan_of(city, audience="internal")
    assert public.runs[0].html == out / "tiny/2022-11/public/990101/11_plots.zh.html"
    assert public.runs[0].executed.is_relative_to(out / "internal")
    assert internal.runs[0].html.is_relative_to(out / "internal")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"counties": ["330101"]}, "no county '330101'.*990101"),
        ({"counties": ["../990101"]}, "no county"),
        ({"notebooks": ["99"]}, "no notebook '99'.*11_plots"),
        ({"period": "2022-01"}, "02 to 12"),
        ({"period": "2022-11/../.."}, "02 to 12"),
        ({"lang": "fr"}, "zh, en"),
        ({"audience": "press"}, "public, county, internal"),
    ],
)
def test_what_is_not_known_is_refused_before_the_first_run(city, options, said):
    with pytest.raises(DataError, match=said):
        plan_of(city, **options)


@pytest.mark.parametrize("name", ["internal", "a\tb", "..x"])
def test_a_city_whose_name_would_mix_up_the_outputs_is_refused(tmp_path, name):
    with pytest.raises(DataError, match="no control characters, begins with no dot"):
        plan_of(make_city(tmp_path / name))


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (ALL.replace('county: str = ""\n', ""), "has no parameter 'county'; it has: period"),
        (ALL.replace("county: str", "county: int"), "'county' is a int, not '990103'"),
        ("", "no cell tagged 'parameters'"),
    ],
)
def test_a_notebook_that_does_not_take_the_parameters_is_named(city, tmp_path, parameters, said):
    folder = notebook(tmp_path / "own", parameters)
    with pytest.raises(DataError, match=said):
        make_plan(city, folder, tmp_path / "out")


def test_a_notebook_that_takes_them_is_planned(city, tmp_path):
    plan = make_plan(city, notebook(tmp_path / "own", ALL), tmp_path / "out")
    assert len(plan.runs) == len(COUNTIES)


def test_a_file_that_is_no_notebook_is_named(city, tmp_path):
    (tmp_path / "01_x.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"01_x\.ipynb is not a notebook"):
        make_plan(city, tmp_path, tmp_path / "out")


def test_the_key_follows_the_notebook_the_parameters_and_the_data(city, tmp_path):
    first = plan_of(city).runs
    assert [run.key for run in plan_of(city).runs] == [run.key for run in first]
    assert len({run.key for run in first}) == len(first)
    assert plan_of(city, lang="en").runs[0].key != first[0].key
    assert plan_of(city, audience="county").runs[0].key != first[0].key
    make_city(city, edition=2)
    assert plan_of(city).runs[0].key != first[0].key
    one = make_plan(city, notebook(tmp_path / "own", ALL), tmp_path / "out").runs[0].key
    other = notebook(tmp_path / "own", ALL + "\nextra: int = 1")
    assert make_plan(city, other, tmp_path / "out").runs[0].key != one


def test_the_key_does_not_follow_the_place(tmp_path):
    here, there = (plan_of(make_city(tmp_path / place / "tiny")) for place in ("a", "b"))
    assert [run.key for run in here.runs] == [run.key for run in there.runs]


def test_the_fixture_notebooks_are_as_the_plan_expects():
    assert [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))] == [
        "11_plots.ipynb",
        "12_behaves.ipynb",
        "13_needs.ipynb",
    ]


def test_a_page_that_shows_every_question_shows_a_new_one_without_naming_it(tmp_path):
    folder = notebook(tmp_path / "n", ALL, questions=["permits"], also=["*"])
    made = read_notebook(next(folder.glob("*.ipynb")))
    assert {*made.also} == {*names()} - {"permits"}
