"""A city opened by an analyst: what it holds, what it says of what it lacks."""

import pytest

import analysis


@pytest.fixture(scope="module")
def city(cities):
    return analysis.open_city(cities / "data" / "demo-city")


def test_it_tells_what_is_there(city):
    said = repr(city)
    assert said.startswith(city.name) and "4个县(市、区)，2018-02至2022-11" in said
    assert all(name in said for name in city.questions)
    assert {*city.tables.columns} == {"title", "row"}


def test_names_stand_beside_codes_in_the_language_asked_for(cities):
    english = analysis.open_city(cities / "data" / "demo-city", lang="en")
    rows = english.table("industry_month")
    assert rows.columns[:4].tolist() == ["county_code", "county", "industry_code", "industry"]
    named = rows.drop_duplicates("county_code").set_index("county_code")["county"]
    assert named.to_dict() == english.counties.loc[named.index, "name_en"].to_dict()


def test_one_county_is_asked_for_by_code_or_name(city):
    code, name = city.counties.index[1], city.counties["name_zh"].iloc[1]
    rows = city.table("industry_month", county=code)
    assert {*rows["county_code"]} == {code}
    assert rows.equals(city.table("industry_month", county=name))


def test_what_is_returned_may_be_changed(city):
    rows = city.table("industry_month")
    rows["output_ytd_10k_cny"] = 0
    assert city.table("industry_month")["output_ytd_10k_cny"].sum() > 0


def test_single_periods_add_up_to_the_year_as_reported(city):
    rows = city.table("industry_month")
    last = rows[rows["period"] == "2022-11"]
    begun = rows[rows["period"] == "2022-02"].groupby("county").size()
    for by in ("county", "industry", "city"):
        series = city.series(by)
        year = series[series.index.str[:4] == "2022"].sum()
        assert year.sum() <= last["output_ytd_10k_cny"].sum() + 1e-6
    # A cell that entered during the year brings nothing it had piled up before.
    whole = city.series()[city.series().index.str[:4] == "2022"].sum()
    cumulative = last.groupby("county")["output_ytd_10k_cny"].sum()
    entered = last.groupby("county").size() > begun
    assert whole[~entered].round(3).equals(cumulative[~entered].round(3)) and (~entered).any()


def test_a_series_has_its_columns_in_the_order_of_the_city(city):
    assert city.series().columns.tolist() == city.counties["name_zh"].tolist()


def test_an_answer_is_taken_apart(city):
    answer = city.question("clusters", period="2022-11")
    assert answer.name == "clusters" and "cluster_positions" in answer.tables.index
    assert "county" in answer.table("cluster_positions")
    assert {"quantity", "title", "county", "value"} <= {*answer.quantities.columns}


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda city: city.table("industry_mnth"), "industry_month"),
        (lambda city: city.table("industry_month", county="nowhere"), "no county 'nowhere'"),
        (lambda city: city.table("industry_month", county="云堵区"), "; probably Yunzhu District"),
        (lambda city: city.table("industry_month", county=["139901"]), "code or name, not list"),
        (lambda city: city.question("outptu"), "probably output"),
        (lambda city: city.question("output", period="202210"), "probably 2022-10"),
        (lambda city: city.question("output", period="2031-02"), "2018-02…2022-11"),
        (lambda city: city.series("township"), "county, industry, city"),
    ],
)
def test_a_mistake_is_one_sentence_that_says_what_there_is(city, ask, said):
    with pytest.raises(analysis.DataError) as raised:
        ask(city)
    assert said in raised.value.en and "\n" not in raised.value.en


def test_a_city_that_is_not_there_is_told_from_those_that_are(cities, monkeypatch):
    monkeypatch.chdir(cities)
    with pytest.raises(analysis.DataError, match="demo-city"):
        analysis.open_city("demo-ctiy")


def test_a_question_without_data_is_missing_with_its_reason(cities):
    poor = analysis.open_city("new-jersey", lang="en")
    assert "investment" in poor.missing.index and poor.missing.loc["investment", "reason"]
    assert not {*poor.missing.index} & {*poor.questions}
