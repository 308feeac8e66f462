"""For every register: the covered are part of the eligible, the expo's stages nest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.questions.upgrading.question import QUESTION
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.store import Store
from analysis.tables.version import write_version

from .conftest import FIRST, SECOND, city, register, row, rows

DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["fusion", "cloud"]), st.sampled_from("ABCDEF"), st.sampled_from([FIRST])
    ),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(DRAWN, st.sets(st.sampled_from("ABCDEF"), min_size=1))
@settings(deadline=None, max_examples=10)
def test_for_every_list_the_covered_are_part_of_the_eligible(tmp_path_factory, drawn, reporting):
    text = "title holder_id county_code year granted_on\n" + "\n".join(
        f"{title} {holder} {county} 2022 2022-03-01" for title, holder, county in drawn
    )
    root, known = tmp_path_factory.mktemp("s") / "store", city()
    tables = {
        "counties": known.counties_table(),
        RECOGNITIONS.name: register(text),
        ENTERPRISE_MONTH.name: rows(ENTERPRISE_MONTH, "uscc\n" + "\n".join(sorted(reporting))),
    }
    write_version(root, known, tables, [])
    answer = QUESTION.answer(Given(Store(root), "upgrading", QUESTION, "2022-11"))
    found = answer["upgrading_coverage"]
    in_cloud = {holder for title, holder, _ in drawn if title == "cloud"}
    assert (found["covered"] + found["uncovered"] == found["eligible"]).all()
    if len(found):
        whole = row(found)
        assert whole["covered"] + whole["covered_outside"] == len(in_cloud)
        assert whole["eligible"] <= len(reporting)
        assert len(answer["upgrading_uncovered"]) == whole["uncovered"]


STAGED = st.lists(
    st.tuples(
        st.sampled_from(["expo_presented", "expo_signed", "expo_intended"]),
        st.sampled_from("PQRST"),
    ),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(STAGED, st.sets(st.sampled_from("PQRST"), min_size=1), st.sets(st.sampled_from("PQRST")))
@settings(deadline=None, max_examples=10)
def test_for_every_expo_the_stages_nest(tmp_path_factory, drawn, filed, started):
    text = "title holder_id county_code year granted_on\n" + "\n".join(
        f"{title} {project} {FIRST if project < 'R' else SECOND} 2022 2022-08-10"
        for title, project in drawn
    )
    days = {True: "2022-05-01", False: "-"}
    dispatch = "\n".join(f"{project} {days[project in started]}" for project in "PQRST")
    known = city()
    tables = {
        "counties": known.counties_table(),
        RECOGNITIONS.name: register(text),
        PROJECTS.name: rows(PROJECTS, "project_code\n" + "\n".join(sorted(filed))),
        PROJECT_MONTH.name: rows(PROJECT_MONTH, "project_code started_on\n" + dispatch),
    }
    root = tmp_path_factory.mktemp("s") / "store"
    write_version(root, known, tables, [])
    found = QUESTION.answer(Given(Store(root), "upgrading", QUESTION, "2022-11"))["expo_stages"]
    stages = found.pivot_table("projects", "county_code", "stage")
    nested = stages[["agreed", "signed", "filed", "started"]]
    assert (nested.diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)
    assert (found["with_total"] <= found["projects"]).all()
    assert (stages.drop("city").sum() == stages.loc["city"]).all()
