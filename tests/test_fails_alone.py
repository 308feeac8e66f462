"""A question that cannot be answered is left out with its reason; all other reports are made."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from analysis.cli.refusals import FAULTS, REFUSED, SOME_FAILED
from analysis.reports.notebook import find_notebooks
from tests.faults.processes import copy_package

ROOT = Path(__file__).parents[1]
BROKEN = '''"""A question whose answer breaks."""

from analysis.tables.question import Question
from analysis.tables.result import ResultTable
from analysis.tables.territory import COUNTIES, county_code

BY_COUNTY = ResultTable(
    name="broken_by_county", zh="坏", en="Broken", row=("", ""), key=("county_code",),
    columns={"county_code": county_code()}, free="nothing in it",
)


def answer(given):
    """Break."""
    raise TypeError(f"secret of {given[COUNTIES].shape}")


QUESTION = Question(reads=(COUNTIES,), answers=(BY_COUNTY,), answer=answer)
'''

# Questions that cannot be declared, or whose sentences cannot be read: file → what stands in it.
SOUND = BROKEN.replace("broken", "misspoken")
WRONG = {
    "broken/question.py": BROKEN,
    "misdeclared/question.py": BROKEN.replace('key=("county_code",)', 'key=("county_cod",)'),
    "misspoken/question.py": SOUND.replace('raise TypeError(f"secret of', 'return dict(said=f"'),
    "misspoken/text.yaml": "sentences:\n  said:\n    slots: [county]\n    zh: 好\n"
    '    en: "{{ countie }}"\n',
}


BROKE = re.compile(r".*(?:计算中断|制作中断|失败 (?:failed|died|timeout|memory|withheld) .*)")
"""How a batch says that a question, the front page or a report is broken."""
SPOILT = '''"""A front page that breaks."""


def front(release, lang, reports):
    """Break, with what no page may hold."""
    raise TypeError(f"secret of {release.county}")
'''


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the package with a question that breaks, and a town of two counties."""
    root = tmp_path_factory.mktemp("house")
    source = copy_package(root)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    page = (root / "notebooks" / "02_cluster_growth.ipynb").read_text(encoding="utf-8")
    for place, content in WRONG.items():
        file = source / "analysis" / "questions" / place
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").write_text('"""It is wrong."""\n', encoding="utf-8")
        file.write_text(content, encoding="utf-8")
        name = file.parent.name
        shows = re.sub(r'"questions": \[\s*"clusters"\s*\]', f'"questions": ["{name}"]', page)
        assert shows != page
        (root / "notebooks" / f"09_{name}.ipynb").write_text(shows, encoding="utf-8")
    beside = page.replace('"questions":', '"also": ["broken"], "questions":')
    (root / "notebooks" / "09_beside.ipynb").write_text(beside, encoding="utf-8")

    def command(*words: str) -> tuple[int, str]:
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-m", "analysis.cli", *words],
            capture_output=True, encoding="utf-8", cwd=root, env=environment,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    assert command("sample", "town", "--counties", "2", "--enterprises-per-county", "40")[0] == 0
    assert command("ingest", "town")[0] == 0
    command.root, command.source = root, source
    return command


@pytest.fixture
def spoilt(house):
    """The same, with a front page that breaks."""
    file = house.source / "analysis/questions/overview/front.py"
    sound = file.read_text(encoding="utf-8")
    file.write_text(SPOILT, encoding="utf-8")
    yield house
    file.write_text(sound, encoding="utf-8")


def omitted(folder: Path) -> dict[str, str]:
    with (folder / "manifest.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "omitted"]
    return {row["notebook"]: row["error"] for row in rows}


def test_what_breaks_is_left_out_and_the_others_are_made(house):
    code, said = house("run", "town", "--notebook", "01,02,03,09_broken", "--out", "outputs")
    assert code == SOME_FAILED, said
    released = house.root / "outputs/town/2022-11/public"
    made = {page.name for page in (released / "139901").iterdir()}
    assert {"01_output_forecast.zh.html", "02_cluster_growth.zh.html"} <= made
    assert "03_enterprise_scores.zh.html" in made
    assert "09_broken.zh.html" not in made
    why = omitted(released)["09_broken"]
    assert "问题“broken”计算中断（failed TypeError）" in why
    assert "the question 'broken' broke (failed TypeError)" in why
    index = (released / "index.html").read_text(encoding="utf-8")
    assert "问题“broken”计算中断" in index
    assert "secret of" not in index + why
    log = house.root / "outputs/internal/town/2022-11/runs/public/shared-broken.log"
    assert "secret of (2, 5)" in log.read_text(encoding="utf-8")
    assert "left out: 09_broken" in house("status", "outputs")[1]


def test_a_front_page_that_breaks_is_told_and_the_list_of_reports_stands(spoilt):
    # The questions that it quotes.
    words = ("--county", "139901", "--notebook", "01", "--notebook", "05_", "--out", "spoilt")
    for asked in ("made", "unchanged"):
        code, said = spoilt("run", "town", *words)
        assert code == SOME_FAILED, (asked, said)
        assert "略 overview: 首页制作中断（failed TypeError），详见运行日志" in said
        assert "Traceback" not in said
        released = spoilt.root / "spoilt/town/2022-11/public"
        for name, told in (
            ("index.html", "首页制作中断（failed TypeError），详见运行日志"),
            ("index.en.html", "the front page broke (failed TypeError)"),
        ):
            page = (released / name).read_text(encoding="utf-8")
            assert told in page
            assert "139901/01_output_forecast" in page
            assert "secret of" not in page
    log = spoilt.root / "spoilt/internal/town/2022-11/runs/public/front-overview.zh.log"
    assert "secret of city" in log.read_text(encoding="utf-8")


def test_a_page_that_only_shows_beside_its_own_what_breaks_is_made_and_made_again(house):
    words = ("run", "town", "--county", "139901", "--notebook", "02", "--notebook", "09_beside")
    code, said = house(*words, "--out", "beside")
    assert code == SOME_FAILED, said
    assert "略 broken: 问题“broken”计算中断" in said
    page = "beside/town/2022-11/public/139901/09_beside.zh.html"
    assert (house.root / page).is_file()
    said = house(*words, "--out", "beside", "--dry-run")[1]
    assert re.search(r"不变 fresh .*02_cluster_growth", said)
    assert re.search(r"待做 stale .*09_beside", said)


def test_what_is_declared_or_worded_wrong_is_left_out_with_file_line_and_nearest_name(house):
    words = ("--county", "139901", "--notebook", "01,09_mis,09_broken", "--out", "wrong")
    code, said = house("run", "town", *words)
    assert code == SOME_FAILED, said
    why = omitted(house.root / "wrong/town/2022-11/public")
    assert "misdeclared/question.py, line 7" in why["09_misdeclared"]
    assert "no column 'county_cod', the nearest is 'county_code'" in why["09_misdeclared"]
    assert "misspoken/text.yaml, line 5" in why["09_misspoken"]
    assert "no slot 'countie'; the nearest is 'county'" in why["09_misspoken"]
    assert "Traceback" not in said


def test_check_names_the_faults_of_questions_and_of_the_citys_own_sentences(house):
    town = house.root / "worded"
    shutil.copytree(house.root / "town", town, ignore=shutil.ignore_patterns("store"))
    (town / "text").mkdir()
    (town / "text" / "clusters.yaml").write_text("sentences: {absentt: 好}\n", encoding="utf-8")
    (town / "text" / "clutsers.yaml").write_text("", encoding="utf-8")
    code, said = house("check", "worded")
    assert code == FAULTS
    assert "misdeclared/question.py, line 7" in said
    assert "misspoken/text.yaml, line 5" in said
    assert "text/clusters.yaml, line 1: no entry 'absentt'" in said
    assert "'clutsers'; the nearest is 'clusters'" in said
    assert "错误 errors: 4" in said
    code, said = house("dictionary")
    assert code == REFUSED
    assert "misdeclared/question.py" in said


def test_a_table_that_is_missing_leaves_out_what_needs_it(house):
    poor = house.root / "poor"
    shutil.copytree(house.root / "town", poor, ignore=shutil.ignore_patterns("store"))
    text = (poor / "city.yaml").read_text(encoding="utf-8")
    without = re.sub(r"- table: evaluation\n(?:  .*\n)+", "", text)
    (poor / "city.yaml").write_text(without, encoding="utf-8")
    assert house("ingest", "poor")[0] == 0
    words = ("--county", "139901", "--notebook", "01,03,09_broken", "--out", "poor-outputs")
    code, said = house("run", "poor", *words)
    assert code == SOME_FAILED, said  # the broken one
    released = house.root / "poor-outputs/poor/2022-11/public"
    assert omitted(released)["03_enterprise_scores"] == (
        "本市没有：亩均评价数据 · the city has no: Evaluation data"
    )
    assert (released / "139901" / "01_output_forecast.zh.html").is_file()


def keep(city: Path, wanted: Callable[[str], bool]) -> None:
    """Leave a city the raw files of the tables that are wanted."""
    file = city / "city.yaml"
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    said["feeds"] = [feed for feed in said["feeds"] if wanted(feed["table"])]
    file.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")


def test_a_bureau_that_keeps_one_register_gets_its_pages(house):
    city = house.root / "titles"
    shutil.copytree(house.root / "town", city, ignore=shutil.ignore_patterns("store"))
    keep(city, lambda table: table == "recognitions")
    assert house("ingest", "titles")[0] == 0
    own = [path.stem for path in find_notebooks(ROOT / "notebooks", ("0",))]
    wanted = [word for name in own for word in ("--notebook", name)]
    code, said = house("run", "titles", "--county", "139901", *wanted, "--out", "one")
    assert code == 0, said
    released = house.root / "one/titles/2022-11/public"
    made = {page.name.split(".")[0] for page in (released / "139901").iterdir()}
    assert {"05a_titles", "05b_ladder"} <= made
    left_out = omitted(released)
    assert made | {*left_out} == {*own}
    needs = {"01_output_forecast", "04_key_enterprises", "05_cultivation", "06_investment"}
    assert needs | {"08_services", "08a_hazards"} <= {*left_out}
    assert all("本市没有：" in why and "the city has no: " in why for why in left_out.values())


def test_pages_are_made_without_the_register_of_titles_and_again_with_it(house):
    city = house.root / "untitled"
    shutil.copytree(house.root / "town", city, ignore=shutil.ignore_patterns("store"))
    feeds = (city / "city.yaml").read_text(encoding="utf-8")
    keep(city, lambda table: table != "recognitions")
    assert house("ingest", "untitled")[0] == 0
    words = ["run", "untitled", "--county", "139901", "--out", "without"]
    for name in ("04", "05a", "08_", "08a"):
        words += ["--notebook", name]
    code, said = house(*words)
    assert code == 0, said
    released = house.root / "without/untitled/2022-11/public"
    made = {page.name.split(".")[0] for page in (released / "139901").iterdir()}
    assert made == {
        *("04_key_enterprises", "04a_resumption", "04b_permits", "08_services", "08a_hazards"),
    }
    assert {*omitted(released)} == {"05a_titles"}
    page = (released / "139901" / "08a_hazards.zh.html").read_text(encoding="utf-8")
    assert "：本市没有：" in page, "listed at the end"
    (city / "city.yaml").write_text(feeds, encoding="utf-8")
    assert house("ingest", "untitled")[0] == 0
    said = house(*words, "--dry-run")[1]
    assert {*re.findall(r"待做 stale .*/(\w+)\.zh", said)} == {
        *("04b_permits", "05a_titles", "08a_hazards")
    }


@pytest.mark.parametrize(
    ("period", "code", "said"),
    [
        ("2017-12", REFUSED, "现有报告期：2018-02…2022-11"),
        ("2018-02", REFUSED, "无法判断哪些数字可以对外公布"),
        ("2021-02", 0, "完成 done: 3"),
        ("2022-12", 0, "现有报告期：2018-02…2022-11"),
    ],
)
def test_a_period_before_or_after_the_data_says_which_there_are(house, period, code, said):
    words = ("--county", "139901", "--out", "periods", "--period", period)
    notebooks = ("--notebook", "01", "--notebook", "02", "--notebook", "03")
    ended, output = house("run", "town", *words, *notebooks)
    assert ended == code, output
    assert said in output
    assert "Traceback" not in output
    released = house.root / f"periods/town/{period}"
    assert released.is_dir() == (code == 0)


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2017, 2023))
def test_every_month_from_before_the_first_to_after_the_last(house, year):
    failed = {}
    for month in [12] if year == 2017 else range(2, 13):
        for audience in ("public", "internal"):
            words = ("--period", f"{year}-{month:02d}", "--audience", audience)
            code, said = house("run", "town", "--county", "139901", "--out", "every", *words)
            # What is planted to break breaks alone.
            wrong = [each for each in BROKE.findall(said) if "“broken”" not in each]
            if wrong or "Traceback" in said or code not in (0, REFUSED, SOME_FAILED):
                failed[" ".join(words)] = wrong or said
    assert not failed
