"""Awards on public lists are shown; what is not public is not told by a sum."""

from tests.masked import masked

AWARDS = """
    title      holder_id county_code year granted_on published_on award_10k_cny
    srdi_model A         990001      2022 2022-09-15 2022-09-01   50
    srdi_model B         990001      2022 2022-09-15 {}           60
    srdi_model C         990002      2022 2022-09-15 2022-09-01   70
    srdi_model D         990002      2022 2022-09-15 2022-09-01   80
    srdi_model E         990002      2021 2021-09-15 2021-09-01   40
    """


def withheld(store) -> set[tuple[str, str, str]]:
    money = masked(store, "titles", "2022-11")["title_money"]
    hidden = money[money["masked"]]
    return set(hidden[["county_code", "level", "list_year"]].itertuples(index=False, name=None))


def test_awards_on_public_lists_are_shown(stored):
    assert withheld(stored(AWARDS.format("2022-11-30"))) == set()


def test_one_award_that_is_not_public_is_not_told_by_any_sum(stored):
    hidden = withheld(stored(AWARDS.format("2022-12-01")))
    own = {("990001", level, "this") for level in ("province", "all")}
    whole = {("city", level, "this") for level in ("province", "all")}
    assert own <= hidden
    assert whole <= hidden
    # The other county has public awards alone, and last year's are public everywhere.
    assert hidden == own | whole


def test_what_is_announced_is_never_withheld_and_few_applications_of_a_county_are(stored):
    masks = masked(stored(AWARDS.format("-")), "titles", "2022-11")
    assert set(masks) == {"title_funnel", "title_money"}
    steps = masks["title_funnel"].set_index("step")
    assert not steps.loc[["announced", "granted"], "masked"].any()
    counties = steps[steps["county_code"] != "city"].loc[["applied", "recommended"]]
    assert counties["masked"].any()
    assert not steps.loc[steps["county_code"] == "city", "masked"].any()
