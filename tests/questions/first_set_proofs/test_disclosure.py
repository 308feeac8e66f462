"""Counts of few applicants, or of few who lack a proof, are withheld."""

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.first_set_proofs import text
from tests.masked import masked

from .conftest import FIRST, SECOND


def sheet(**letters: str) -> str:
    """Applicants of two counties; a small letter lacks a report."""
    lines = [
        f"{firm.upper()} {county} {'-' if firm.islower() else 'JC'}"
        for county, firms in ((FIRST, letters["first"]), (SECOND, letters["second"]))
        for firm in firms
    ]
    return "uscc county_code test_report\n" + "\n".join(lines)


def withheld(store) -> set[str]:
    masks = masked(store, "first_set_proofs", "2022-11")
    assert set(masks) == {"first_set_screen"}
    hidden = masks["first_set_screen"].query("masked and kind == 'all'")
    return set(hidden["county_code"])


def test_many_applicants_are_counted(stored):
    assert withheld(stored(sheet(first="ABCDEF", second="GHJKLM"))) == set()


def test_few_applicants_are_withheld_with_the_sum_that_would_tell_the_other_county(stored):
    assert withheld(stored(sheet(first="ABCDEF", second="GH"))) >= {SECOND, "city"}


def test_one_that_lacks_a_proof_among_many_is_not_told(stored):
    assert {FIRST} <= withheld(stored(sheet(first="ABCDEf", second="GHJKLM")))


def test_a_county_of_few_is_said_to_be_withheld(stored):
    few = results.open_release(
        stored(sheet(first="ABCDEF", second="GH")).root, SECOND, "2022-11", "public"
    )
    assert text.headline(few, "zh") == [f"{SECOND}申报首台（套）的企业少，不予公布。"]
    assert text.screen(few, "zh") is None


def test_the_city_is_told_with_enterprises_products_and_models(stored):
    store = stored(sheet(first="ABCDEF", second="GHJKLM"))
    release = results.open_release(store.root, "city", "2022-11", "public")
    assert text.screen(release, "en") is not None
    assert text.headline(release, "zh") == [
        "全市本年12家企业12个产品（12个型号）申报首台（套），其中12家企业12个产品要件齐全。"
    ]
    internal = results.open_release(store.root, FIRST, "2022-11", "internal")
    assert listed(internal, "first_set_missing", ["name", "proof"], "zh") is None
