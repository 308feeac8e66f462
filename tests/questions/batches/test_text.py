"""Sentences of the three batches: the strict reading of 超额, places, what is left out."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.batches import text

from .conftest import FIRST, SECOND, many

HEAD = "firm county category done"
EXAMPLE = "\n".join(
    [HEAD, many("淘汰关停", 12, 12), many("搬迁入园", 18, 15), many("就地改造", 20, 16)]
)


@pytest.fixture
def said(stored):
    """From rows of the list to the paragraphs of a page."""

    def say(rows: str, county: str = "city", lang: str = "zh", audience: str = "public"):
        release = results.open_release(stored(rows).root, county, "2022-11", audience)
        return text.headline(release, lang)

    return say


def test_the_years_sentence_is_not_all_exceeded_where_one_share_is_the_minimum(said):
    assert said(EXAMPLE) == [
        "截至2022年11月末，全市“三个一批”清单内50家企业，已淘汰关停12家，完成率100.0%；"
        "已搬迁入园进区15家，完成率83.3%；已就地改造提升16家，完成率80.0%。",
        "均完成省下达的80%目标任务，未都超额。",
        "超期未完成7家，最长超期30天。",
    ]


def test_all_exceeded_is_said_where_every_share_is_above(said):
    rows = "\n".join([HEAD, many("淘汰关停", 12, 12), many("就地改造", 20, 17)])
    assert "均超额完成省下达的80%目标任务。" in said(rows)
    assert "Each share is above the minimum of 80% that the province asks for." in said(
        rows, lang="en"
    )


def test_what_is_below_is_named(said):
    rows = "\n".join([HEAD, many("淘汰关停", 12, 12), many("就地改造", 20, 15)])
    assert "就地改造未达到省下达的80%目标。" in said(rows)


def test_a_county_has_its_place(said):
    rows = "\n".join([HEAD, many("就地改造", 4, 4, FIRST), many("就地改造", 4, 2, SECOND)])
    assert said(rows, SECOND)[-1] == (
        "超期未完成2家，最长超期30天；按合计完成率（50.0%），"
        "在2个有清单企业的县（市、区）中居第2位。"
    )


def test_a_county_without_a_list_says_so(said):
    only = "\n".join([HEAD, many("就地改造", 4, 4, FIRST)])
    assert said(only, SECOND, "en") == [
        f"No enterprise of {SECOND} is on the list of the three batches."
    ]


def test_enterprises_are_named_inside_the_bureau_only(stored):
    store = stored(EXAMPLE)
    public = results.open_release(store.root, "city", "2022-11", "public")
    assert not public.has("batch_overdue")
    assert not public.has("batch_findings")
    internal = results.open_release(store.root, "city", "2022-11", "internal")
    columns = ["holder_name", "overdue_days"]
    assert listed(internal, "batch_overdue", columns, "zh") is not None
    assert listed(internal, "batch_findings", ["finding"], "zh") is None
