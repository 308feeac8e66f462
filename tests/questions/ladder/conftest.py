"""A city of two counties with lists of titles and annual reports to be checked by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.ladder.input_tables import ANSWERS, FIRM_YEAR
from analysis.questions.ladder.question import QUESTION
from analysis.tables.city import City
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.store import Store
from analysis.tables.version import write_version

JIA, YI = "990001", "990002"


def city(*counties: str, **more) -> City:
    names = {JIA: ("甲县", "Jia"), YI: ("乙县", "Yi")}
    return City.model_validate(
        {
            "name": {"zh": "小城", "en": "Small City"},
            "synthetic": True,
            "period": "2022-11",
            "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
            "source": {"zh": "测试", "en": "test"},
            "licence": "CC0",
            "counties": [
                {"code": code, "name": dict(zip(("zh", "en"), names[code], strict=True)),
                 "kind": "county"} for code in counties or (JIA, YI)
            ],
            "feeds": [],
            **more,
        }
    )  # fmt: skip


def code(letter: str) -> str:
    """The credit code of the enterprise of a letter."""
    return letter * 18


def entries(text: str) -> pd.DataFrame:
    """Aligned text as rows of the register; `-` is empty, holders are letters."""
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    usual = {"level": "province", "batch": "1", "county_code": JIA, "vintage": "2022-12-15"}
    rows = rows.assign(**{name: value for name, value in usual.items() if name not in rows})
    rows["holder_id"] = rows["holder_id"].map(code)
    rows["holder_name"] = rows.get("holder_name", rows["holder_id"].str[0] + "公司")
    rows = rows.assign(**{name: None for name in RECOGNITIONS.columns if name not in rows})
    rows["example"] = False
    rows["year"] = rows["granted_on"].fillna(rows["announced_on"]).str[:4].astype(int)
    numbers = ["award_10k_cny", "paid_10k_cny", "score_points"]
    return RECOGNITIONS.validate(rows.astype(dict.fromkeys(numbers, float)))


# Three good years: all of 2022 is met by whoever holds the title below, and nearly all of 2026.
GOOD = {
    "revenue_10k_cny": 5200.0, "main_revenue_10k_cny": 4784.0, "net_profit_10k_cny": 520.0,
    "assets_10k_cny": 10000.0, "liabilities_10k_cny": 6100.0, "rd_10k_cny": 640.0,
    "new_equity_10k_cny": 0.0, "staff_persons": 100.0, "rd_staff_persons": 25.0,
    "niche_years": 6.0, "market_share_pct": 11.0, "ip_high_value": 1.0, "ip_own": 4.0,
    "ip_class_1": 5.0, "ip_class_2": 2.0, "ip_used": 5.0, "ip_own_used": 4.0,
    "digital_level": "3", "rd_institution": "city", "feature_points": 10.0,
    "platform_points": 63.0, **dict.fromkeys(ANSWERS, "no"), "six_bases": "yes",
    "key_chain": "yes", "information_system": "yes", "own_brand": "yes", "iso9001": "yes",
    "market_high": "yes",
}  # fmt: skip
BEFORE = {2020: (5000.0, 620.0), 2019: (4600.0, 500.0)}
"""Year → revenue and R&D of the years before."""


def reports(letter: str, *, years=(2019, 2020, 2021), county=JIA, **changes) -> pd.DataFrame:
    """The annual reports of an enterprise; what is changed is so in the last of them."""
    rows = []
    for year in years:
        row = GOOD | {"uscc": code(letter), "name": f"{letter}公司", "county_code": county}
        if year in BEFORE:
            revenue, rd = BEFORE[year]
            main = 0.92 * revenue
            row |= {"revenue_10k_cny": revenue, "main_revenue_10k_cny": main, "rd_10k_cny": rd}
        rows.append(row | {"year": year, "vintage": "2022-10-20"})
    rows[-1] |= changes
    frame = pd.DataFrame(rows, columns=[*FIRM_YEAR.columns])
    return FIRM_YEAR.validate(frame)


def enterprises(*above: str) -> pd.DataFrame:
    """Enterprises above scale, each by its letter and county: `A:990001`."""
    pairs = [each.split(":") for each in above]
    rows = pd.DataFrame({"uscc": [code(a) for a, _ in pairs], "county_code": [c for _, c in pairs]})
    rows = rows.assign(
        name=[f"{a}公司" for a, _ in pairs], industry_code="35", size="small", above_scale=True,
        commissioned_on=pd.NaT, group_id=None,
    )  # fmt: skip
    return ENTERPRISES.validate(rows)


@pytest.fixture
def stored(tmp_path_factory):
    """From rows to the city's store."""

    def store(register, firm_year=None, firms=None, where=None) -> Store:
        where = where or city()
        tables = {"counties": where.counties_table(), "recognitions": entries(register)}
        if firm_year is not None:
            tables["firm_year"] = FIRM_YEAR.validate(pd.concat(firm_year, ignore_index=True))
        if firms is not None:
            tables["enterprises"] = firms
        root = tmp_path_factory.mktemp("ladder") / "store"
        write_version(root, where, tables, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From rows to the question's answer at the end of a period."""

    def answer(register, firm_year=None, firms=None, period="2022-11", where=None):
        given = Given(stored(register, firm_year, firms, where), "ladder", QUESTION, period)
        found = QUESTION.answer(given)
        return {t.name: t.validate(found[t.name]) for t in QUESTION.answers if t.name in found}

    return answer
