"""What leaves has passed the gate and stands in the ledger; else nothing leaves."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.disclosure.ledger import CELLS, Ledger
from analysis.errors import DataError
from analysis.reports import publication
from analysis.reports.lock import LockedError, locked
from analysis.reports.publication import publish
from analysis.reports.run import Folders
from analysis.reports.withholding import WithheldError
from tests.reports.batches import plan_of, run
from tests.reports.cities import make_city
from tests.reports.conftest import NOTEBOOKS
from tests.reports.finished import (
    CODE,
    COUNTIES,
    NAME,
    PERIOD,
    city_with_an_enterprise,
    finish,
    runs_now,
)

NAN = float("nan")


def cells(**values: float) -> pd.DataFrame:
    """Cells of one table: county → value, masked where it is nan."""
    rows = [
        ("t", f"county_code={county};", PERIOD, "", "output_10k_cny", value, value != value)
        for county, value in values.items()
    ]
    return pd.DataFrame(rows, columns=[*CELLS])


@pytest.fixture
def city(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(publication, "_runs", runs_now)
    return city_with_an_enterprise(tmp_path / "tiny")


@pytest.fixture
def out(city: Path) -> Path:
    finish(city, city.parent / "out")
    return city.parent / "out"


@pytest.fixture
def figures(monkeypatch):
    """Let the release hold these cells."""

    def hold(**values: float) -> None:
        monkeypatch.setattr(publication, "released_cells", lambda *_: cells(**values))

    return hold


def released(out: Path) -> list[str]:
    place = out / "released"
    return sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())


def entries(city: Path, out: Path) -> list[dict]:
    return Ledger(city / "ledger", out / "internal" / "tiny" / "ledger").entries()


def test_a_clean_batch_is_handed_over_and_stands_in_the_ledger(city, out):
    made = publish(city, NOTEBOOKS, out, PERIOD, "public")
    names = [f"tiny/{PERIOD}/public/{county}/01_output.zh.html" for county in COUNTIES]
    assert released(out) == names
    assert made.files == 2
    (entry,) = entries(city, out)
    assert sorted(entry["files"]) == [f"{county}/01_output.zh.html" for county in COUNTIES]
    assert (entry["period"], entry["audience"], entry["corrected"]) == (PERIOD, "public", 0)


def test_each_county_is_handed_its_folder_alone(city):
    out = city.parent / "out"
    made = finish(city, out, "county")
    for county in COUNTIES:
        (made / county / "index.html").write_text("<p>一份</p>", encoding="utf-8")
    publish(city, NOTEBOOKS, out, PERIOD, "county")
    place = out / "released" / "tiny" / PERIOD / "county"
    assert sorted(p.name for p in place.iterdir()) == [*COUNTIES]
    assert sorted(p.name for p in (place / COUNTIES[0]).iterdir()) == [
        "01_output.zh.html",
        "index.html",
    ]


LEAKS = {
    "a name": lambda made: made / COUNTIES[0] / "x.csv",
    "a code": lambda made: made / COUNTIES[0] / "x.md",
    "an unknown kind": lambda made: made / COUNTIES[0] / "x.parquet",
    "a pickle": lambda made: made / COUNTIES[0] / "x.pkl",
    "a page of no run": lambda made: made / COUNTIES[0] / "02.zh.html",
    "a hidden file": lambda made: made / COUNTIES[0] / ".x",
}


@pytest.mark.parametrize("leak", LEAKS)
def test_one_bad_file_keeps_all_of_them(city, out, leak):
    made = out / "tiny" / PERIOD / "public"
    text = {"a name": NAME, "a code": CODE}.get(leak, "x")
    LEAKS[leak](made).write_text(text, encoding="utf-8")
    with pytest.raises(WithheldError, match=COUNTIES[0]):
        publish(city, NOTEBOOKS, out, PERIOD, "public")
    assert released(out) == []
    assert entries(city, out) == []


def test_a_cell_that_a_page_gives_away_keeps_it(city):
    out = city.parent / "out"
    table = "<table><tr><td></td><td>亿元</td></tr><tr><td>甲</td><td>1.5</td></tr>"
    table += "<tr><td>乙</td><td>***</td></tr><tr><td>合计</td><td>4.0</td></tr></table>"
    finish(city, out, c990102=table)
    with pytest.raises(WithheldError, match="cell worked out: 乙"):
        publish(city, NOTEBOOKS, out, PERIOD, "public")
    assert released(out) == []


@pytest.mark.parametrize("link", ["symlink", "hardlink"])
def test_what_is_a_link_does_not_leave(city, out, link):
    made, other = out / "tiny" / PERIOD / "public" / COUNTIES[0], city.parent / "other.csv"
    other.write_text("x", encoding="utf-8")
    if link == "symlink":
        (made / "x.csv").symlink_to(other)
    else:
        (made / "x.csv").hardlink_to(other)
    with pytest.raises(WithheldError, match="a link to another file"):
        publish(city, NOTEBOOKS, out, PERIOD, "public")


def test_pages_that_changed_places_are_found(city, out):
    one, other = (out / "tiny" / PERIOD / "public" / c / "01_output.zh.html" for c in COUNTIES)
    pages = one.read_bytes(), other.read_bytes()
    one.write_bytes(pages[1])
    other.write_bytes(pages[0])
    with pytest.raises(WithheldError) as refused:
        publish(city, NOTEBOOKS, out, PERIOD, "public")
    assert "not the page that its run made" in str(refused.value)
    assert f"in the folder of {COUNTIES[0]} {PERIOD} public a page of {COUNTIES[1]}" in str(
        refused.value
    )


def test_a_page_of_other_data_or_code_is_made_again_first(city, out, monkeypatch):
    others = {name: replace(run, key="other") for name, run in runs_now().items()}
    monkeypatch.setattr(publication, "_runs", lambda *_: others)
    with pytest.raises(WithheldError, match="a page of other data or code: make the reports again"):
        publish(city, NOTEBOOKS, out, PERIOD, "public")


def test_a_batch_that_was_run_is_released_as_it_is(tmp_path):
    city = make_city(tmp_path / "poor", counties=("990101",))
    plan = plan_of(city, notebooks=["11"])
    summary, _ = run(plan, jobs=1)
    assert summary.done == 1
    made = publish(city, NOTEBOOKS, tmp_path / "out", PERIOD, "public")
    assert made.files == 3  # with the first page, in both languages
    page = made.folder / "990101" / "11_plots.zh.html"
    assert page.read_bytes() == plan.runs[0].html.read_bytes()


def test_figures_released_before_are_corrected_only_with_a_reason(city, out, figures):
    figures(a=1.0, b=NAN, city=9.0)
    figures(a=1.0, b=NAN, c=NAN, city=9.0)
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    publish(city, NOTEBOOKS, out, PERIOD, "public")  # nothing differs
    figures(a=1.5, b=NAN, c=NAN, city=9.5)
    with pytest.raises(DataError, match=r"2 figures .* t county_code=a;output_10k_cny: 1.0 → 1.5"):
        publish(city, NOTEBOOKS, out, PERIOD, "public")
    made = publish(city, NOTEBOOKS, out, PERIOD, "public", "甲县更正")
    assert made.corrected == 2
    last = entries(city, out)[-1]
    assert (last["correction"], last["corrected"]) == ("甲县更正", 2)


def test_what_was_shown_before_is_known_to_whoever_subtracts(city, out, figures):
    figures(a=1.0, b=2.0, c=NAN, d=NAN, city=9.0)
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    figures(a=1.0, b=2.0, c=3.0, d=NAN, city=NAN)
    with pytest.raises(WithheldError, match="cell worked out: t county_code=d"):
        publish(city, NOTEBOOKS, out, PERIOD, "public", "更正")


def test_an_internal_batch_or_none_is_not_released(city, out):
    with pytest.raises(DataError, match="internal is not released"):
        publish(city, NOTEBOOKS, out, PERIOD, "internal")
    with pytest.raises(DataError, match="run `analysis run` first"):
        publish(city, NOTEBOOKS, out, PERIOD, "county")


def test_nothing_is_released_while_a_batch_is_at_work(city, out):
    with (
        locked(Folders.under(out, "tiny", PERIOD, "public").private),
        pytest.raises(LockedError),
    ):
        publish(city, NOTEBOOKS, out, PERIOD, "public")


def test_a_release_made_anew_takes_the_place_of_the_one_before_which_is_kept(city, out):
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    (out / "tiny" / PERIOD / "public" / COUNTIES[0] / "x.csv").write_text("a", encoding="utf-8")
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    assert len(released(out)) == 3
    kept = out / "internal" / "tiny" / PERIOD / "runs" / "public" / "superseded" / "0001"
    assert len(list(kept.rglob("*.html"))) == 2


def test_the_command_says_what_it_found_and_ends_with_five(city, out):
    (out / "tiny" / PERIOD / "public" / COUNTIES[0] / "x.csv").write_text(NAME, encoding="utf-8")
    asked = ["release", str(city), "--period", PERIOD, "--out", str(out)]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 5
    assert "name: 云渚区恒瑞虚拟纺织有限公司" in told.output
    (out / "tiny" / PERIOD / "public" / COUNTIES[0] / "x.csv").unlink()
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert json.loads((city / "ledger" / "ledger.jsonl").read_text(encoding="utf-8"))["n"] == 1
