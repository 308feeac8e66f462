"""What leaves: masked in the data, own county visible to itself, enterprises never."""

import pandas as pd
import pytest

from analysis.disclosure import protect
from analysis.errors import DataError
from analysis.tables.dictionary import quantity, text
from analysis.tables.result import ResultTable
from analysis.tables.territory import county_code, industry_code

GROWTH = ResultTable(
    name="growth",
    zh="增速",
    en="Growth",
    row=("", ""),
    key=("county_code", "industry_code"),
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "output_10k_cny": quantity("产值", "Output", "10k_cny", optional=True),
        "growth": quantity("增速", "Growth", "fraction", optional=True, signed=True),
        "enterprises": quantity("企业数", "Enterprises", "count"),
    },
    cells=("county_code", "industry_code"),
    measures=("output_10k_cny", "growth"),
)
FRAME = pd.DataFrame(
    {
        "county_code": ["990001", "990001", "990002"],
        "industry_code": ["17", "18", "17"],
        "output_10k_cny": [100.0, 200.0, 300.0],
        "growth": [0.1, 0.2, 0.3],
        "enterprises": [2.0, 9.0, 1.0],
    }
)
PATTERN = FRAME[["county_code", "industry_code"]].assign(masked=[True, False, True])


def test_the_public_sees_no_masked_number_but_all_counts():
    safe = protect(FRAME, GROWTH, PATTERN, "public")
    assert safe["masked"].tolist() == [True, False, True]
    assert safe["output_10k_cny"].isna().tolist() == [True, False, True]
    assert safe["growth"].isna().tolist() == [True, False, True]
    assert safe["enterprises"].tolist() == [2, 9, 1]


def test_a_county_sees_its_own_figures_only():
    safe = protect(FRAME, GROWTH, PATTERN, "county", "990001")
    assert safe["masked"].tolist() == [False, False, True]


def test_an_unknown_cell_is_masked():
    safe = protect(FRAME, GROWTH, PATTERN.iloc[:1], "public")
    assert safe["masked"].all()


def test_the_bureau_sees_everything():
    pd.testing.assert_frame_equal(
        protect(FRAME, GROWTH, PATTERN, "internal"), FRAME.assign(masked=False)
    )


def test_enterprises_never_leave():
    secret = ResultTable(
        name="firms",
        zh="企业",
        en="Firms",
        row=("", ""),
        key=("county_code",),
        columns={"county_code": text("县", "County")},
        secret=True,
    )
    for audience in ("public", "county"):
        with pytest.raises(DataError, match="仅供内部使用"):
            protect(FRAME, secret, PATTERN, audience, "990001")


def test_categories_and_notes_of_others_do_not_leave():
    name = "乙县某某公司"
    frame = pd.DataFrame({"county_code": pd.Categorical(["a"], ["a", name]), "value": [1.0]})
    frame.attrs["path"] = "/home/office/raw.xlsx"
    safe = protect(frame, GROWTH, None, "public")
    assert safe["county_code"].tolist() == ["a"]
    assert not isinstance(safe["county_code"].dtype, pd.CategoricalDtype)
    assert safe.attrs == {}
    assert name not in repr(safe.groupby("county_code", observed=False)["value"].sum())
