"""Numbers of few enterprises do not leave, and no county's colours do."""

from tests.masked import masked

from .conftest import FIRST, weeks


def hidden(store):
    masks = masked(store, "key_enterprises", "2022-11")
    assert set(masks) == {"ballast_counts", "warning_counts"}
    listed = masks["ballast_counts"].query("masked")["county_code"].tolist()
    colours = masks["warning_counts"]
    assert colours.loc[colours["county_code"] != "city", "masked"].all()
    whole = colours.query("county_code == 'city' and masked")["colour"].tolist()
    return listed, whole


def test_a_county_of_two_and_a_colour_of_two_are_withheld_with_their_companions(stored):
    days = [weeks(letter) for letter in "ABCDEFG"] + [weeks("H", 7, 4), weeks("J", 7, 4)]
    listed, whole = hidden(stored(days))
    assert listed == []
    # None is red, two are orange: the three that are blue go with them, seven are green.
    assert whole == ["red", "orange", "blue"]
    listed, _ = hidden(stored(days, lists={"2022-01-20": "ABEFGHJ"}))
    assert listed == [FIRST, "city"]  # the second county knows its own


def test_the_only_colour_of_a_city_is_no_number_but_a_judgement_on_each(stored):
    listed, whole = hidden(stored([weeks(letter) for letter in "ABCDEFGHJKLM"]))
    assert listed == []
    assert whole == ["red", "orange", "blue", "green"]


def test_enterprises_are_secret():
    from analysis.questions.key_enterprises.tables import RESULTS

    shown = [table.name for table in RESULTS if not table.secret]
    assert shown == ["ballast_counts", "warning_counts", "warning_rule"]
    assert not any("uscc" in table.columns for table in RESULTS if not table.secret)
