"""The question of grants: the register is needed."""

import pandas as pd
from analysis.questions.grants.answer import answer, this_year
from analysis.questions.grants.tables import BY_COUNTY, GRANTS

from analysis.tables.given import Given
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.question import Question, Settings
from analysis.tables.spec import Spec


class GrantsSettings(Settings):
    """What `city.yaml` may say under `questions.grants`."""

    fund: str = "general"


def granted(given: Given) -> pd.DataFrame:
    """Who received how much: an amount tells of its enterprise."""
    columns = {"uscc": "unit", "amount_10k_cny": "value"}
    return this_year(given).rename(columns=columns).assign(measure="granted")


QUESTION = Question(
    reads=(GRANTS,),
    answers=(BY_COUNTY,),
    answer=answer,
    settings=GrantsSettings,
    disclosure=(
        Spec(
            population="grants",
            contributions=granted,
            published=(("county_code",), ()),
            codes={"county_code": "city"},
        ),
    ),
    quantities=(
        Quantity(
            "grants",
            BY_COUNTY,
            "granted_10k_cny",
            Name(zh="惠企资金", en="Grants to enterprises"),
            formula=Name(zh="Σ amount_10k_cny，1月1日至t", en="Σ amount_10k_cny, 1 January to t"),
            ranked="high",
        ),
    ),
)
