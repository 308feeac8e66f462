"""Revenue of a few enterprises is withheld, with what would tell it; lists are public."""

from analysis.tables.enterprises import ENTERPRISE_MONTH
from tests.masked import masked

from .conftest import FIRST, SECOND

REGISTER = "title holder_id year granted_on\nfusion A 2022 2022-03-01\n"


def reports(**firms: str) -> str:
    """Reports of electronics: county → letters of its enterprises."""
    lines = [f"{firm} {county[1:]}" for county, letters in firms.items() for firm in letters]
    return "uscc county_code\n" + "\n".join(lines)


def withheld(store, table: str = "electronics") -> set[str]:
    masks = masked(store, "upgrading", "2022-11")
    assert set(masks) == {"electronics", "fusion_index", "fusion_parts"}
    hidden = masks[table].query("masked")
    return set(hidden["county_code"])


def test_revenue_of_many_is_shown(stored):
    many = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "JKLMNPQR"}
    assert withheld(stored(REGISTER, (ENTERPRISE_MONTH, reports(**many)))) == set()


def test_revenue_of_one_is_withheld_with_the_sum_that_would_tell_it_to_the_other_county(stored):
    few = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "J"}
    assert withheld(stored(REGISTER, (ENTERPRISE_MONTH, reports(**few)))) >= {SECOND, "city"}


def indices(**firms: str) -> str:
    lines = [f"fusion_evaluation {firm} {county[1:]} 2022 2022-09-20 60"
             for county, letters in firms.items() for firm in letters]  # fmt: skip
    return "\n".join(["title holder_id county_code year granted_on score_points", *lines])


def test_the_mean_of_few_indices_is_withheld_with_the_city_s(stored):
    few = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "J"}
    assert withheld(stored(indices(**few)), "fusion_index") >= {SECOND, "city"}


def parts(**firms: str) -> str:
    listed = indices(**firms).splitlines()
    return "\n".join([listed[0] + " design_tools", *(f"{line} 是" for line in listed[1:])])


def test_parts_of_few_are_withheld_with_the_city_s(stored):
    few = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "J"}
    assert withheld(stored(parts(**few)), "fusion_parts") >= {SECOND, "city"}


def test_parts_of_many_are_shown(stored):
    many = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "JKLMNPQR"}
    assert withheld(stored(parts(**many)), "fusion_parts") == set()


def test_the_mean_of_many_indices_is_shown(stored):
    many = {f"c{FIRST}": "ABCDEFGH", f"c{SECOND}": "JKLMNPQR"}
    assert withheld(stored(indices(**many)), "fusion_index") == set()
