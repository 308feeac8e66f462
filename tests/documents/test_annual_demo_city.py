"""The year's report of the demo city: its 118 places; one raw figure changes its place alone."""

import shutil

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.documents import trace
from analysis.documents.figures import Quantities
from analysis.documents.fill import fill, template
from analysis.documents.verify import trace_of
from analysis.documents.word import bookmarked
from analysis.intake import ingest
from analysis.opening import open_report
from tests.documents.test_annual import DECLARED, PLACES
from tests.questions.demo_city import DEMO

REGISTER = "raw/申报认定台账.xlsx"
MORE = 100
"""10k CNY that one award of provincial money for upgrading is raised by."""


OF_THE_WHOLE = {n for n, place in PLACES.items() if place["kind"] in ("name", "rank")} | {
    *(60, 61, 62, 117, 118),  # chains, actions, clusters of the city
    *(99, 100, 102, 104, 107),  # numbers of the nation's and the province's lists
}
"""What a county's report does not speak of."""
TOGETHER = (
    *((3, 4), (7, 8), range(11, 20), (22, 23, 24), (26, 27), range(30, 37), (40, 41), (52, 53)),
    *(range(55, 59), (62, 63, 64), (84, 85), (89, 90), (93, 94), (95, 96)),
)
"""Places that are left out together, where a figure of them is missing, withheld or zero; alone,
a place is left out where its own figure is."""


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("period", "county", "filled"),
    [("2022-11", "city", 118), ("2021-11", "city", 118), ("2022-11", "139921", 49)],
)
def test_each_of_the_118_is_filled_or_its_figure_is_not_there(city, period, county, filled, lang):
    release = open_report(city, county, period, lang, "public")
    rows = trace.rows(fill(template("annual", lang), release, lang), release, lang)
    found = {int(n) for n in rows["n"] if n}
    assert len(found) == filled
    figures = Quantities(release, lang, draft=True)

    def lacks(n):
        value = figures[DECLARED[n]] if n in DECLARED else None
        return value is not None and not value > 0  # no comparison with a gap holds

    explained = {n for places in TOGETHER if any(map(lacks, places)) for n in places}
    explained |= set(filter(lacks, DECLARED))
    explained |= OF_THE_WHOLE if county != "city" else set()
    assert {*PLACES} - found <= explained


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    city = tmp_path_factory.mktemp("changed") / "demo-city"
    shutil.copytree(DEMO, city, ignore=shutil.ignore_patterns("store"))
    assert not ingest(city).errors
    return city


def raised(city):
    """Raise the award of the year's first 百项示范项目 by `MORE`."""
    book = openpyxl.load_workbook(city / REGISTER)
    sheet = book.active
    heads = {cell.value: cell.column for row in sheet.iter_rows(2, 3) for cell in row}
    awards = [
        sheet.cell(row, heads["支持资金（万元）"])
        for row in range(4, sheet.max_row + 1)
        if sheet.cell(row, heads["称号"]).value == "百项示范项目"
        and sheet.cell(row, heads["年度"]).value == 2022
    ]
    award = next(cell for cell in awards if cell.value)
    award.value += MORE
    book.save(city / REGISTER)
    assert not ingest(city).errors


@pytest.mark.slow
def test_one_award_changes_the_sum_of_awards_alone_in_document_and_trace(city, tmp_path):
    def said():
        words = ("document", "annual", str(city), "--out", str(tmp_path))
        made = CliRunner().invoke(app, [*words])
        assert made.exit_code == 0, made.output
        (file,) = tmp_path.rglob("annual.zh.docx")
        noted, _ = trace.read(trace_of(file))
        return bookmarked(docx.Document(str(file))), noted

    (before, noted), _ = said(), raised(city)
    now, noted_now = said()
    assert len(before) > 118 and [*before] == [*now]
    ((place, printed),) = ((n, now[n]) for n in now if now[n] != before[n])
    places = noted["place"].eq(place)
    assert noted.loc[places, ["n", "quantity"]].values.tolist() == [["27", "funded_amount"]]
    assert int(printed.removesuffix("万元")) == int(before[place].removesuffix("万元")) + MORE
    said_of = ["printed", "exact"]
    assert (noted[said_of] != noted_now[said_of]).any(axis=1).equals(places)
    same = noted.columns.difference([*said_of, "sentence", "files"])
    assert noted[same].equals(noted_now[same])  # the hash of the raw file is another one
