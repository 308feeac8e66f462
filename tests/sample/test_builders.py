"""What is filed, listed and watched names the same projects: three invented counties."""

import pandas as pd
import pytest

from analysis.sample.builders import builders, projects_by_county
from analysis.sample.world import World

COUNTIES = pd.DataFrame({"county_code": ["990001", "990002", "990003"]})


@pytest.fixture
def world():
    """A large county of 60 on the list and 20 below the line, and two small ones."""
    sizes = {0: (60, 20), 1: (8, 2), 2: (2, 1)}
    rows = [
        (county, kind, 900.0 - k if kind == "below" else 9000.0 - k)
        for county, numbers in sizes.items()
        for kind, number in zip(("stayed", "below"), numbers, strict=True)
        for k in range(number)
    ]
    firms = pd.DataFrame(rows, columns=["county", "kind", "level_10k_cny"])
    firms = firms.assign(
        industry=0, listed_from=0, listed_until=999,
        uscc=[f"91990001MA{k:07d}0" for k in firms.index],
        name=[f"企业{k}有限公司（虚构）" for k in firms.index],
    )  # fmt: skip
    return World(COUNTIES, pd.DataFrame({"code": ["33"]}), firms, None)


def test_the_largest_of_a_county_build_and_a_few_below_the_line_their_first_plant(world):
    rows, wanted = builders(world), projects_by_county(world)
    assert wanted["990003"] == 1  # the smallest county
    large = rows[rows["county_code"] == "990001"]
    first = wanted["990001"] // 12
    assert large["first_plant"].sum() == first == 4
    assert len(large) == wanted["990001"] == 54
    assert large["uscc"].tolist() == [f"91990001MA{k:07d}0" for k in (*range(50), *range(60, 64))]
    # A county of few enterprises has fewer projects than its size asks for.
    assert (rows["county_code"] == "990002").sum() == 8 + 1 < wanted["990002"]


def test_an_enterprise_builds_one_project_and_its_codes_are_its_own(world):
    rows = builders(world)
    assert rows[["uscc", "project", "project_code", "platform_code"]].nunique().eq(len(rows)).all()
    assert rows.loc[0, "project"] == "企业0智能化改造项目（虚构）"
    assert rows.loc[0, "platform_code"] == "XM2022990001MA0000000"
