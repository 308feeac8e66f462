"""From declarations to the cells of tables: sums, followers, free rows, the unknown."""

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.disclosure import masks_of
from analysis.disclosure.ledger import CELLS as CELLS_RELEASED
from analysis.errors import DataError
from analysis.tables import ResultTable
from analysis.tables.dictionary import text
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.result import Follow
from analysis.tables.spec import Apart, Free, Spec, check_disclosure

COUNTY, INDUSTRY = "county_code", "industry_code"


def declared(name, *cells, **more):
    columns = {c: text(c, c) for c in cells}
    return ResultTable(
        name=name, zh=name, en=name, row=("", ""), key=cells, cells=cells, columns=columns, **more
    )


def firms(given):
    """Four enterprises in each cell, but one in county 1, industry 13; 3 and 4 are large."""
    rows = [
        (county, industry, f"{county}-{industry}-{i}")
        for county in "1234"
        for industry in ("13", "14", "15")
        for i in range({"1-13": 1}.get(f"{county}-{industry}", {"3": 9, "4": 30}.get(county, 4)))
    ]
    frame = pd.DataFrame(rows, columns=[COUNTY, INDUSTRY, "unit"])
    return frame.assign(measure="output", value=100.0)


CELL, SUMS = (COUNTY, INDUSTRY), ((COUNTY, INDUSTRY), (COUNTY,), (INDUSTRY,), ())
CITY = {COUNTY: "city", INDUSTRY: "total"}
CELLS = declared("cells", *CELL)


class Known(SimpleNamespace):
    """What a question is given, with the groups of a register: credit code → group."""

    name = "asked"
    groups: Mapping[str, str | None] = {}

    def __contains__(self, table):
        return bool(self.groups)

    def read(self, table, columns):
        return pd.DataFrame(self.groups.items(), columns=columns)


def masks(answers, *disclosure, groups=None, frozen=None):
    """`answers`: declared tables, each with its cells."""
    given = Known(
        question=SimpleNamespace(
            answers=[table for table, _ in answers],
            disclosure=disclosure,
            tables=[] if groups is None else [ENTERPRISES],
        ),
        period="2022-11",
        groups=groups or {},
        answers={t.name: pd.DataFrame(rows, columns=[*t.columns]) for t, rows in answers},
        city=SimpleNamespace(disclosure=DisclosureRules()),
    )
    return {
        name: frame.set_index(list(frame.columns[:-1]))["masked"].to_dict()
        for name, frame in masks_of(given, frozen=frozen).items()
    }


def rows_of(*cells):
    return [tuple(cell.split("-")) for cell in cells]


def test_sums_stand_beside_their_parts_under_their_codes():
    found = masks(
        [(CELLS, rows_of("1-13", "1-14", "3-15", "1-total", "city-13", "city-total"))],
        Spec("output", firms, SUMS, codes=CITY),
    )
    assert found["cells"] == {
        ("1", "13"): True, ("1", "14"): True, ("3", "15"): False, ("1", "total"): False,
        ("city", "13"): False, ("city", "total"): False,
    }  # fmt: skip


def released(*cells, period="2022-11", masked=False):
    """Cells of `CELLS` as a ledger keeps them."""
    rows = [
        ("cells", f"{COUNTY}={county};{INDUSTRY}={industry};", period, "", "output", 1.0, masked)
        for county, industry in rows_of(*cells)
    ]
    frame = pd.DataFrame(rows, columns=[*CELLS_RELEASED])
    return frame.assign(value=frame["value"].mask(frame["masked"]))


@pytest.mark.parametrize(
    ("frozen", "stays", "hidden"),
    [
        (released("1-14"), "1-14", 6),
        (released("1-total", "city-13"), "1-total", 6),
        (released("1-13"), "1-13", 0),
        (released("1-14", period="2022-10"), None, 6),
        (released("1-14", masked=True), None, 6),
    ],
)
def test_what_was_shown_of_the_period_stays_shown_and_others_are_withheld(frozen, stays, hidden):
    cells = [f"{county}-{industry}" for county in "1234" for industry in ("13", "14", "15")]
    spec = Spec("output", firms, SUMS, codes=CITY)
    asked = [(CELLS, rows_of(*cells, "1-total", "city-13"))]
    found = masks(asked, spec, frozen=frozen)["cells"]
    withheld = {"-".join(cell) for cell, masked in found.items() if masked}
    assert len(withheld) == hidden
    assert stays not in withheld
    if stays is None:
        assert found == masks(asked, spec)["cells"]
        assert "1-14" in withheld


@pytest.mark.parametrize("year", [2021, 2023])
@pytest.mark.parametrize(
    ("leavers", "sums", "shown", "hidden"),
    [
        (1, ["4-14"], {}, {"4-14"}),
        (1, ["4-total"], {}, {"4-total"}),
        (1, ["4-14"], {"masked": True}, set()),
        (1, ["4-14"], {"month": 10}, set()),
        (4, ["4-14", "4-total", "city-14"], {}, set()),
    ],
)
def test_what_was_shown_a_year_apart_tells_of_nobody_who_left(year, leavers, sums, shown, hidden):
    month, masked = shown.get("month", 11), shown.get("masked", False)
    before = released(*sums, period=f"{year}-{month}", masked=masked)

    def both(given):
        base = firms(given).assign(measure="base")
        return pd.concat([firms(given), base], ignore_index=True)

    def a_year_apart(given, period):
        assert period == f"{year}-11"
        gone = pd.DataFrame(
            {COUNTY: "4", INDUSTRY: "14", "unit": [f"gone-{i}" for i in range(leavers)]}
        ).assign(piece="left", value=40.0)
        stayed = firms(given).assign(piece="base")
        return pd.concat([stayed, gone], ignore_index=True).assign(measure="a year apart")

    cells = [f"{county}-{industry}" for county in "1234" for industry in ("13", "14", "15")]
    asked = [(CELLS, rows_of(*cells, "4-total", "city-14", "city-total"))]
    apart = Apart(lambda period: [f"{year}{period[4:]}"], a_year_apart)
    spec = Spec("output", both, SUMS, codes=CITY, apart=(apart,))
    found = masks(asked, spec, frozen=before)["cells"]
    without = masks(asked, spec)["cells"]
    more = {"-".join(cell) for cell, masked in found.items() if masked and not without[cell]}
    assert more & {"4-14", "4-total"} == hidden


def test_sums_without_a_code_stand_in_tables_of_their_own():
    counties = declared("counties", COUNTY)
    found = masks(
        [(CELLS, rows_of("1-13")), (counties, rows_of("1", "9"))], Spec("output", firms, SUMS)
    )
    assert found == {"cells": {("1", "13"): True}, "counties": {"1": False, "9": True}}


def test_a_cell_that_nothing_speaks_of_is_withheld_or_empty_and_shown():
    unknown = [(CELLS, rows_of("9-13", "3-15"))]
    assert masks(unknown, Spec("output", firms, SUMS))["cells"][("9", "13")]
    shown = masks(unknown, Spec("output", firms, SUMS, empty="shown"))
    assert shown["cells"] == {("9", "13"): False, ("3", "15"): False}


def test_a_spec_speaks_of_its_rows_only_and_free_rows_are_shown():
    table = declared("by", "indicator", *CELL)
    cells = rows_of("output-1-13", "output-3-15", "growth-1-13", "power-3-15")
    found = masks(
        [(table, cells)],
        Spec("output", firms, SUMS, codes=CITY, where={"indicator": "output"}),
        Free({"indicator": "growth"}, why="published elsewhere"),
    )["by"]
    assert found == dict(zip(cells, (True, False, False, True), strict=True))


def test_followers_go_with_the_same_cell_any_cell_or_the_cell_of_their_place():
    same = declared("same", *CELL, "star", follows=(Follow(CELLS, at=CELL),))
    any_ = declared("any", COUNTY, "index", follows=(Follow(CELLS, at=(COUNTY,)),))
    place = ResultTable(
        name="place", zh="", en="", row=("", ""), key=("cluster",), cells=("cluster",),
        columns={c: text(c, c) for c in ("cluster", *CELL)}, follows=(Follow(CELLS, at=CELL),),
    )  # fmt: skip
    follow = Follow(CELLS, at=CELL, where={"dimension": "quotient"}, via=place)
    star = declared("star", "cluster", "dimension", follows=(follow,))
    found = masks(
        [
            (same, rows_of("1-13-a", "4-15-a")),
            (any_, rows_of("1-hhi", "4-hhi", "9-hhi")),
            (place, [("A", "1", "13"), ("B", "4", "15")]),
            (star, rows_of("A-quotient", "B-quotient", "C-quotient", "B-share")),
        ],
        Spec("output", firms, SUMS),
    )
    assert found["same"] == {("1", "13", "a"): True, ("4", "15", "a"): False}
    assert found["any"] == {("1", "hhi"): True, ("4", "hhi"): False, ("9", "hhi"): True}
    assert found["place"] == {"A": True, "B": False}
    quotients = [found["star"][name, "quotient"] for name in "ABC"]
    assert quotients == [True, False, True]  # C has no place
    assert found["star"]["B", "share"]  # nothing speaks of it


def test_a_spec_follows_a_table_before_it_and_takes_companions_for_what_follows():
    counties = declared("counties", COUNTY)

    def few(given):
        return firms(given).query("county_code != '1' or industry_code == '13'")

    follower = Spec(
        "sales", lambda given: firms(given).query("industry_code != '13'"), SUMS, codes=CITY,
        follows=(Follow(counties, at=(COUNTY,)),),
    )  # fmt: skip
    found = masks(
        [
            (counties, rows_of("1", "2", "3", "4")),
            (CELLS, rows_of("1-14", "2-14", "3-14", "4-14", "1-total")),
        ],
        Spec("counties", few, ((COUNTY,),)),
        follower,
    )
    # Three, not two: county 2, which knows its own, must not tell that of county 1.
    expected = {"1": True, "2": True, "3": True, "4": False}
    assert found["counties"] == expected
    assert found["cells"] == {
        **{(county, "14"): masked for county, masked in expected.items()},
        ("1", "total"): True,
    }


def test_what_rests_on_nothing_declared_cannot_be_asked():
    spec = Spec("output", firms, SUMS)
    check_disclosure((CELLS, declared("counties", COUNTY)), (spec,))
    with pytest.raises(DataError, match="ResultTable cells: no spec speaks"):
        check_disclosure((CELLS,), ())
    with pytest.raises(DataError, match="ResultTable cells: no spec speaks"):
        check_disclosure(
            (CELLS,), (Spec("output", firms, SUMS, codes={INDUSTRY: "total"}, where={"a": "b"}),)
        )
    follower = declared("follower", "x", follows=(Follow(CELLS, at=CELL),))
    with pytest.raises(DataError, match=r"Follow: no spec speaks of the cells of cells"):
        check_disclosure((follower,), ())
    late = Spec("late", firms, ((COUNTY,),), follows=(Follow(CELLS, at=(COUNTY,)),))
    check_disclosure((), (spec, late))
    with pytest.raises(DataError, match=r"Follow: no spec speaks of the cells of cells"):
        check_disclosure((), (late, spec))


def test_contributions_that_lack_a_column_are_refused():
    def nameless(given):
        return firms(given).drop(columns="unit")

    with pytest.raises(DataError, match=r"Spec output \(amounts\): its contributions lack unit;"):
        masks([(CELLS, rows_of("1-14"))], Spec("output", nameless, SUMS))


def test_enterprises_of_one_group_are_one():
    def four(given):
        units = [f"{county}-{i}" for county in "123" for i in range(5)]
        frame = pd.DataFrame({COUNTY: [unit[0] for unit in units], "unit": units})
        return frame.assign(measure="output", value=100.0)

    spec = Spec("output", four, ((COUNTY,),), within=(COUNTY,))
    table = declared("counties", COUNTY)

    def masked(groups):
        found = masks([(table, rows_of("1", "2", "3"))], spec, groups=groups)["counties"]
        return {county for county, withheld in found.items() if withheld}

    assert masked(None) == set()
    assert masked({}) == set()
    assert masked({f"{county}-{i}": None for county in "123" for i in range(5)}) == set()
    assert masked({f"2-{i}": "G1" for i in range(4)}) == {"2"}  # the group and one enterprise
    assert masked({"2-0": "G1", "3-1": "G1", "1-2": "G1"}) == set()  # one in each county


def test_the_only_one_of_a_known_total_hides_among_those_who_have_none():
    def applied(given):
        rows = [("1", 1, True), *((county, 0, False) for county in "2345")]
        return pd.DataFrame(rows, columns=[COUNTY, "value", "unsafe"])

    counties = declared("counties", COUNTY)
    spec = Spec("applied", applied, ((COUNTY,),), within=(), kind="judged", empty="shown")
    found = masks([(counties, rows_of(*"12345"))], spec)["counties"]
    assert found["1"]
    assert sum(found.values()) == 3  # with one other, that county would know
