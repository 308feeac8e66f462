"""Sentences and rows of a page: what was required, done, owed and by when."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.kilns import text
from tests.questions.help.conftest import COUNTIES

from .conftest import lines
from .test_answer import ALL, FULL

OWING = ALL.replace(FULL.format("K2"), "K2 actual 2022-11-25 2023-03-15\n")


@pytest.fixture
def release(stored):
    def opened(county, audience="public", period="2023-03", rows=OWING, **more):
        store = stored(rows, **more)
        return results.open_release(store.root, county, period, audience)

    return opened


def test_the_city_is_told_what_was_required_done_and_owed(release):
    assert text.headline(release("city", "internal"), "zh") == [
        "全市3条水泥熟料生产线最近时段（2022-11-15起）应停363窑天，实停353.0窑天，"
        "完成率97.2%，欠停10.0窑天（1条线）。"
    ]
    (said,) = text.headline(release("city", "internal", held=lines(duty="heating")), "en")
    assert said.endswith("10.0 of which lines that heat or burn waste may make up outside the "
                         "window.")  # fmt: skip


def test_of_three_lone_enterprises_each_county_would_learn_the_two_others(release):
    assert text.headline(release("city"), "zh")[0].endswith("实停涉及企业少，不予公布。")


def test_a_county_of_one_enterprise_is_told_what_is_announced(release):
    (said,) = text.headline(release(COUNTIES[0]), "zh")
    assert said.endswith("应停121窑天；实停涉及企业少，不予公布。")
    (internal,) = text.headline(release(COUNTIES[0], "internal"), "en")
    assert internal.endswith("121 kiln-days since 2022-11-15; stopped: 121.0 (100.0%); "
                             "none owes any.")  # fmt: skip
    (none,) = text.headline(release(COUNTIES[4]), "en")
    assert "no clinker line" in none


def test_a_running_window_says_so_and_the_one_before_is_still_owed(release):
    rows = OWING + "".join(f"K{n} actual 2023-11-15 -\n" for n in (1, 2, 3))
    said = text.headline(release("city", "internal", period="2023-11", rows=rows), "zh")
    assert "应停48窑天（截至期末）" in said[0]
    assert said[1] == "上一时段还欠停10.0窑天。"  # the city names no day


def test_lines_stay_in_the_bureau(release):
    internal = release("city", "internal")
    columns = ["line_id", "shortfall_days"]
    assert listed(internal, "kiln_lines", columns, "zh") is not None
    assert len(text.spans(internal, "en")[0]) == 6
    for audience in ("public", "county"):
        opened = release("city", audience)
        assert not any(opened.has(name) for name in ("kiln_lines", "kiln_spans", "kiln_findings"))
