"""Titles counted by hand: status, steps, money, ends, the ladder; what the register gets wrong."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.questions.titles.question import QUESTION
from tests.questions.titles.conftest import entries

# A renewed and B holds on by the rule's three years; C's ends, D is struck off, E waits.
SPECIALISED = """
    title holder_id county_code year announced_on granted_on valid_until reviewed_on revoked_on
    srdi  A         990001      2019 2019-06-01   2019-07-01 2025-06-30  2022-06-01  -
    srdi  B         990001      2021 2021-06-01   2021-07-01 -           -           -
    srdi  C         990002      2019 2019-06-01   2019-07-01 -           -           -
    srdi  D         990002      2021 2021-06-01   2021-07-01 -           -           2022-03-01
    srdi  E         990002      2022 2022-11-25   2022-12-05 -           -           -
    srdi  F         990002      2022 2022-08-01   2022-11-30 -           -           -
    little_giant F  990002      2022 2022-08-01   2022-09-30 -           -           -
    """.replace("little_giant F ", "little_giant F")


def picked(frame, column="holders", **where):
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, where
    return frame[column].item()


def test_each_status_is_counted_on_the_periods_last_day(answered):
    counts = answered(SPECIALISED)["title_counts"]
    city = counts[(counts["county_code"] == "city") & (counts["title"] == "srdi")]
    by_status = city[city["level"] == "all"].set_index("status")["holders"].to_dict()
    assert by_status == {
        "before": 4, "new": 1, "lapsed": 1, "revoked": 1, "stock": 3,
        "pending": 1, "expiring": 0, "ever": 5,
    }  # fmt: skip


def test_every_book_of_a_title_closes(answered):
    counts = answered(SPECIALISED)["title_counts"]
    book = ["county_code", "title", "level", "status"]
    wide = counts.set_index(book)["rows"].unstack("status")  # noqa: PD010
    closing = wide["before"] + wide["new"] - wide["lapsed"] - wide["revoked"]
    assert closing.equals(wide["stock"])


def test_a_county_without_a_title_in_use_has_none_and_an_unused_title_is_not_told(answered):
    counts = answered(SPECIALISED)["title_counts"]
    where = {"title": "little_giant", "level": "nation", "status": "stock"}
    with pytest.raises(AssertionError):  # the register holds it under another level
        picked(counts, county_code="990001", **where)
    assert picked(counts, county_code="990001", **(where | {"level": "province"})) == 0
    assert "champion" not in set(counts["title"])


def test_a_holder_in_two_counties_is_one_of_the_city(answered):
    counts = answered("""
        title   holder_id county_code year granted_on product
        第一台  A         990001      2022 2022-03-01 p
        首台套  A         990001      2022 2022-03-01 p
        首台套  A         990002      2022 2022-03-01 q
        首台套  B         990002      2022 2022-03-01 r
        """)["title_counts"]
    where = {"title": "first_set", "level": "all", "status": "new"}
    assert picked(counts, county_code="990001", **where) == 1
    assert picked(counts, county_code="990002", **where) == 2
    assert picked(counts, county_code="city", **where) == 2
    assert picked(counts, "items", county_code="city", **where) == 3


def test_titles_counted_together_count_a_project_once(answered):
    tables = answered("""
        title           holder_id year granted_on award_10k_cny paid_10k_cny
        hundred_demo    X         2022 2022-07-01 300           150
        industrial_base X         2022 2022-07-01 500           -
        industrial_base Y         2022 2022-12-01 200           -
        """)
    where = {"county_code": "city", "title": "funded_upgrading", "level": "all"}
    assert picked(tables["title_counts"], "items", status="new", **where) == 1
    where |= {"list_year": "this"}
    assert picked(tables["title_money"], "award_10k_cny", **where) == 800
    assert picked(tables["title_payments"], "paid_pct", **where) == pytest.approx(100 * 150 / 800)


def test_steps_of_this_and_next_years_lists(answered):
    tables = answered("""
        title      year batch applied_on recommended_on announced_on granted_on holder_id
        green_demo 2022 1     2022-01-10 2022-02-01     2022-03-01   2022-04-01 A
        green_demo 2022 1     2022-01-10 2022-02-01     -            -          B
        green_demo 2022 1     2022-01-10 -              -            -          C
        green_demo 2022 2     2022-06-01 2022-06-10     2022-11-30   2022-12-09 D
        green_demo 2023 1     2022-11-01 2022-11-20     -            -          E
        """)
    funnel = tables["title_funnel"]
    where = {"county_code": "city", "title": "green_demo", "level": "all"}
    steps = ("applied", "recommended", "announced", "granted")
    this = [picked(funnel, list_year="this", step=step, **where) for step in steps]
    coming = [picked(funnel, list_year="next", step=step, **where) for step in steps]
    assert (this, coming) == ([4, 3, 2, 1], [1, 1, 0, 0])
    pending = tables["title_pending"]
    assert picked(pending, list_year="this", batch="2", **where) == 1
    assert picked(pending, list_year="next", batch="all", **where) == 0


def test_first_sets_are_counted_by_enterprises_and_by_products(answered):
    """30 enterprises apply with 42 products, 18 with 24 are accepted: 60.0 % and 57.1 %."""
    heading = "title year holder_id product applied_on announced_on granted_on"
    rows = [
        f"首台套 2022 E{n % 30} P{n} 2022-06-01 {'2022-08-01' if n in accepted else '-'} -"
        for accepted in [{*range(18), *range(30, 36)}]
        for n in range(42)
    ]
    funnel = answered("\n".join([heading, *rows]))["title_funnel"]
    where = {"county_code": "city", "title": "first_set", "level": "all", "list_year": "this"}
    for column, asked, passed, rate in (("holders", 30, 18, 60.0), ("items", 42, 24, 57.1)):
        counts = [picked(funnel, column, step=step, **where) for step in ("applied", "announced")]
        assert counts == [asked, passed]
        assert round(100 * passed / asked, 1) == rate


def test_published_green_factories_add_up_by_year_and_by_level(answered):
    """27 of 2022, 20 and 35 before and after: 82, of which 11 national and 71 provincial."""
    heading = "title level year holder_id granted_on grade"
    rows = [
        f"green_factory {'nation' if n < 11 else 'province'} {year} E{n} {year}-06-01 {3 + n % 3}"
        for n, year in enumerate([2022] * 27 + [2020] * 20 + [2021] * 35)
    ]
    tables = answered("\n".join([heading, *rows]))
    where = {"county_code": "city", "title": "green_factory"}
    held = [picked(tables["title_counts"], level=level, status="stock", **where)
            for level in ("nation", "province", "all")]  # fmt: skip
    assert held == [11, 71, 82]
    assert picked(tables["title_counts"], level="all", status="new", **where) == 27
    graded = tables["title_grades"].query("county_code == 'city' and level == 'all'")
    assert graded.set_index("grade")["holders"].to_dict() == {"3": 28, "4": 27, "5": 27}


def test_grades_are_of_what_is_in_force_and_none_of_a_grade_is_0(answered):
    grades = answered("""
        title level  holder_id year granted_on grade valid_until revoked_on
        dcmm  nation A         2022 2022-03-01 2     -           -
        dcmm  nation B         2018 2018-03-01 2     2021-02-28  -
        dcmm  nation C         2022 2022-03-01 3     -           2022-06-01
        """)["title_grades"].query("county_code == 'city' and level == 'all'")
    assert grades.set_index("grade")["holders"].to_dict() == {
        "1": 0, "2": 1, "3": 0, "4": 0, "5": 0,
    }  # fmt: skip


def test_one_certificate_at_several_holders_is_found(answered):
    findings = answered("""
        title        level    holder_id year granted_on document_no
        dcmm         nation   A         2022 2022-03-01 C1
        dcmm         nation   B         2022 2022-03-01 C1
        dcmm         nation   C         2022 2022-03-01 C2
        dcmm         nation   D         2022 2022-03-01 -
        dcmm         nation   E         2022 2022-03-01 -
        srdi         province A         2022 2022-03-01 L1
        srdi         province B         2022 2022-03-01 L1
        """)["title_findings"]
    shared = findings.query("finding == 'certificate_shared'")
    assert shared["holder_id"].tolist() == ["A", "B"]


def test_the_calendar_holds_what_ends_and_is_not_reviewed(answered):
    expiry = answered(SPECIALISED)["title_expiry"]
    own = expiry[(expiry["county_code"] == "990001") & (expiry["level"] == "all")]
    assert own[["month", "holders"]].to_numpy().tolist() == [["2024-06", 1], ["2025-06", 1]]


def test_a_holder_stands_on_each_of_its_rungs_and_counts_once_as_the_highest(answered):
    tables = answered("""
        title        level    holder_id county_code year granted_on
        srdi         province A         990001      2022 2022-07-01
        srdi         province B         990002      2022 2022-07-01
        srdi_model   province B         990002      2022 2022-08-01
        srdi         province F         990002      2022 2022-07-01
        little_giant nation   F         990002      2022 2022-08-01
        little_giant province A         990001      2022 2022-08-01
        """)  # a provincial list of little giants is not the national one
    ladder = tables["title_ladder"].query("county_code == 'city'")
    assert ladder["holders"].tolist() == [0, 3, 1, 0]
    assert ladder["highest"].tolist() == [0, 2, 1, 0]
    assert ladder["place"].tolist() == [1, 2, 3, 4]


def test_only_what_is_public_by_the_periods_end_is_named(answered):
    text = """
        title holder_id year announced_on granted_on published_on
        srdi  A         2022 2022-05-01   2022-06-01 2022-06-01
        srdi  B         2022 2022-11-20   -          2022-11-20
        srdi  C         2022 2022-11-20   -          2022-12-01
        srdi  D         2022 2022-11-20   -          -
        """
    tables = answered(text)
    names = tables["title_names"].set_index("holder_name")["granted"]
    assert names.to_dict() == {"A": True, "B": False}
    assert set(tables["title_holders"]["holder_name"]) == set("ABCD")
    secret = {table.name for table in QUESTION.answers if table.secret}
    assert secret == {"title_holders", "title_findings", "title_payments"}


@pytest.mark.parametrize(
    ("finding", "wrong"),
    [
        ("unknown_title", {"title": "最佳企业"}),
        ("unknown_level", {"level": "nation"}),
        ("unidentified", {"holder_id": "-", "holder_name": "nobody"}),
        ("undated", {"applied_on": "-", "granted_on": "-"}),
        ("granted_before_applied", {"applied_on": "2022-06-01"}),
        ("valid_before_granted", {"valid_until": "2021-12-31"}),
        ("paid_above_award", {"paid_10k_cny": "60"}),
        ("grade_not_listed", {"title": "dcmm", "level": "nation", "grade": "1"}),
        ("grade_not_by_score", {"title": "green_factory", "grade": "5"}),
        ("listed_twice", {"holder_name": "another"}),
        ("held_twice", {"batch": "2"}),
    ],
)
def test_a_fault_is_found_and_named(answered, finding, wrong):
    usual = {
        "title": "srdi", "level": "province", "year": "2022", "batch": "1", "holder_id": "A",
        "holder_name": "A", "applied_on": "2022-01-01", "granted_on": "2022-05-01",
        "valid_until": "2025-04-30", "grade": "-", "score_points": "-", "award_10k_cny": "50",
        "paid_10k_cny": "50",
    }  # fmt: skip
    extra = {"grade_not_listed": {"grade": "5"}, "grade_not_by_score": {"score_points": "80"}}
    rows = [usual | wrong | extra.get(finding, {})]
    if finding.endswith("twice"):
        rows = [usual, *rows]
    if finding == "grade_not_listed":
        rows = [rows[0] | {"title": "green_factory", "level": "province", "grade": "1"}]
    text = "\n".join([" ".join(usual), *(" ".join(row.values()) for row in rows)])
    found = answered(text)["title_findings"]
    expected = {finding} | ({"renamed"} if finding == "listed_twice" else set())
    assert set(found["finding"]) == expected


def test_former_names_and_missing_codes_are_one_holder(answered):
    tables = answered("""
        title holder_id holder_name year granted_on
        srdi  A         old         2019 2019-07-01
        srdi  -         old         2021 2021-07-01
        srdi  A         new         2022 2022-07-01
        """)
    where = {"county_code": "city", "title": "srdi", "level": "all", "status": "ever"}
    assert picked(tables["title_counts"], **where) == 1
    assert set(tables["title_holders"]["holder_name"]) == {"new"}
    findings = tables["title_findings"]
    assert findings.loc[findings["finding"] == "renamed", "holder_name"].tolist() == ["old"] * 2


def test_without_a_catalogue_in_force_it_says_so(answered):
    with pytest.raises(DataError, match="one catalogue of titles should hold in 2017-11; 0 do"):
        answered(SPECIALISED, "2017-11")


@pytest.mark.parametrize("period", ["2019-06", "2022-12"])
def test_a_period_that_the_register_cannot_know_is_refused(answered, period):
    answered(SPECIALISED, "2019-07")
    with pytest.raises(DataError, match=f"2019-07-01 to 2022-12-15, {period} does not end in it"):
        answered(SPECIALISED, period)


def test_the_figures_of_the_years_report_have_one_row_each(answered):
    numbers = sorted(n for quantity in QUESTION.quantities for n in quantity.numbers)
    assert numbers == [
        9, 20, 21, 23, 26, 27, 38, 40, 41, 42, 44, 46, 50, 51, 54, 66, *range(69, 77), 79, 83, 85,
        88, 89, 90, 93, 94, 95, 96, 107, 108, 109,
    ]  # fmt: skip
    for quantity in QUESTION.quantities:
        assert {"county_code", *quantity.where} == {*quantity.table.key}, quantity.name
        for column, value in quantity.where.items():
            values = quantity.table.metadata(column).get("values")
            assert values is None or value in values, quantity.name


def test_entries_are_typed():
    assert pd.api.types.is_datetime64_any_dtype(entries(SPECIALISED)["granted_on"])


MODELS = """
    title     holder_id product          year granted_on
    first_set A         装置HX-1型       2022 2022-03-01
    first_set A         装置（HX-2A型）  2022 2022-03-01
    first_set A         机组HX-1型       2022 2022-03-01
    first_set A         HX-7型           2022 2022-03-01
    first_set A         HX-8型           2022 2022-03-01
    first_set B         装置HX-1型       2022 2022-03-01
    first_set A         装置HX-1型       2021 2021-03-01
    """


def test_another_model_of_a_product_is_found_and_counts_as_no_product(answered):
    tables = answered(MODELS)
    found = tables["title_findings"].query("finding == 'entered_per_model'")
    assert found["product"].tolist() == ["装置HX-1型"]
    where = {"county_code": "city", "title": "first_set", "level": "all"}
    assert picked(tables["title_counts"], "items", **where, status="new") == 5
    assert picked(tables["title_counts"], "holders", **where, status="new") == 2


AREAS = """
    title         holder_id holder_kind area_ha year granted_on
    chemical_park P1        park        299     2022 2022-09-01
    chemical_park P2        park        300     2022 2022-09-01
    chemical_park P3        park        -       2022 2022-09-01
    textile_park  P4        park        20      2022 2022-09-01
    """


def test_a_chemical_park_smaller_than_three_square_kilometres_is_found(answered):
    found = answered(AREAS)["title_findings"].query("finding == 'park_too_small'")
    assert found["holder_id"].tolist() == ["P1"]


MONEY_YEARS = """
    title         holder_id year announced_on granted_on award_10k_cny
    design_centre A         2022 2021-12-10   2022-05-12 100
    design_centre B         2022 2022-01-20   2022-05-12 80
    design_centre C         2023 2022-11-25   -          60
    design_centre D         2023 2022-11-25   2022-11-28 50
    design_centre E         2021 2020-12-10   2021-05-12 40
    """


def test_an_award_counts_in_the_year_of_its_money_not_of_its_announcement(answered):
    awards = answered(MONEY_YEARS)["title_money"].query("county_code == 'city' and level == 'all'")
    sums = awards.set_index("list_year")["award_10k_cny"]
    assert sums.to_dict() == {"last": 40, "this": 180, "next": 50}
    waiting = answered(MONEY_YEARS)["title_pending"]
    where = {"county_code": "city", "title": "design_centre", "level": "all", "batch": "all"}
    assert picked(waiting, **where, list_year="next") == 1  # C


PARKS = """
    title         level    holder_id holder_kind holder_name          batch year granted_on
    chemical_park province P1        park        东部化工园区         3     2021 2021-09-01
    chemical_park province P2        park        东部化工园区（扩区） 4     2022 2022-09-01
    chemical_park province P3        park        西部化工园区         4     2022 2022-09-01
    chemical_park city     P3        park        西部化工园区         9     2022 2022-06-01
    """


def test_the_extension_of_a_park_is_found_beside_the_park(answered):
    found = answered(PARKS)["title_findings"].query("finding == 'extension_as_park'")
    assert found["holder_id"].tolist() == ["P2"]


POINTS = """
    title          level    holder_id holder_kind batch year granted_on inside_park
    chemical_point city     E         enterprise  2     2022 2022-03-01 是
    chemical_point city     F         enterprise  2     2022 2022-03-01 否
    chemical_point city     G         enterprise  2     2022 2022-03-01 -
    green_factory  province H         enterprise  2     2022 2022-03-01 是
    """


def test_a_monitoring_point_within_the_boundary_of_a_park_is_found(answered):
    found = answered(POINTS)["title_findings"]
    assert found[["finding", "holder_id"]].to_numpy().tolist() == [["inside_park", "E"]]


def test_the_batch_of_a_chemical_park_is_the_provinces_and_not_the_citys(answered):
    found = answered(PARKS)
    (batch,) = (quantity for quantity in QUESTION.quantities if 107 in quantity.numbers)
    assert picked(found[batch.table.name], batch.column, county_code="city", **batch.where) == 4
    assert found["title_findings"].query("finding == 'unknown_level'")["batch"].tolist() == ["9"]
