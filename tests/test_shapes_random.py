"""Random parts of a small city: questions answer, masks are found, sentences hold no non-number."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.output import notes, text
from analysis.results import open_release, prepare, release
from analysis.tables.registry import questions
from tests.shapes import NO_NUMBER, all_tables, city_of, since, small_city

NEEDED = {"counties", "industries", "industry_month"}
DROPPED = (
    "targets", "enterprises", "enterprise_month", "evaluation", "land_parcels", "county_month",
    "evaluation_adjustments", "electricity_month", "recognitions", "roster_events",
)  # fmt: skip
CLUSTERS = ("clusters", "cluster_month", "cluster_members")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return small_city(tmp_path_factory.mktemp("small"), enterprises=12, seed=5)


@pytest.fixture(scope="module")
def tables(small):
    return all_tables(small)


shapes = st.fixed_dictionaries(
    {
        "dropped": st.sets(st.sampled_from([*DROPPED, "clusters"])),
        "first": st.sampled_from(["2018", "2020", "2021", "2022", "2022-10"]),
        "industries": st.sampled_from([1, 3, 40]),
        "late": st.booleans(),
    }
)


def part(tables, shape):
    """The tables of a shape."""
    dropped = set(shape["dropped"])
    dropped |= {*CLUSTERS} if "clusters" in dropped else set()
    kept = {name: frame for name, frame in tables.items() if name not in dropped}
    kept = since(kept, shape["first"])
    months = kept["industry_month"]
    largest = (
        months.groupby("industry_code")["output_ytd_10k_cny"].sum().nlargest(shape["industries"])
    )
    months = months[months["industry_code"].isin(largest.index)]
    late = months["period"].eq("2022-11") & months["county_code"].eq("139902")
    return {**kept, "industry_month": months[~late] if shape["late"] else months}


def never_crashes(shape, small, tables, root):
    store = city_of(root, small.city(), part(tables, shape))
    period = small.city().period
    for name in questions():
        try:
            release(store, name, period, "public")
        except DataError as reason:
            assert not NO_NUMBER.search(reason.zh)
    prepare(store.root, period, "internal", ["output"])
    for county in small.city().counties:
        shown = open_release(store.root, county.code, period, "internal").of(indicator="output")
        for lang in ("zh", "en"):
            said = [*text.headline(shown, lang), notes.target_note(shown, lang)]
            said += [*notes.limits(shown, lang), notes.history_note(shown, lang)]
            assert not NO_NUMBER.search("\n".join(said)), said


def few(examples):
    return settings(
        max_examples=examples,
        derandomize=examples < 10,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@few(2)
@given(shape=shapes)
def test_a_part_of_a_city_is_a_city(shape, small, tables, tmp_path_factory):
    never_crashes(shape, small, tables, tmp_path_factory.mktemp("part") / "store")


@pytest.mark.slow
@few(60)
@given(shape=shapes)
def test_any_part_of_a_city_is_a_city(shape, small, tables, tmp_path_factory):
    never_crashes(shape, small, tables, tmp_path_factory.mktemp("part") / "store")
