"""A city of two counties whose lists and reports a reader can count by hand."""

import pandas as pd
import pytest

from analysis.questions.key_enterprises.question import QUESTION
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.titles.conftest import CITY

LETTERS = "ABCDEFGHJKLM"
VINTAGE = "2022-12-05"
FIRST, SECOND = "990001", "990002"


def code(letter):
    return f"91990001MA0000000{letter}"


def daily(letter, values, last="2022-11-30", **columns):
    """The days of one enterprise until the last; a missing value is a row without a reading."""
    days = pd.date_range(end=last, periods=len(values)).as_unit("us")
    rows = pd.DataFrame({"uscc": code(letter), "date": days, "electricity_kwh": values})
    return rows.assign(**columns)


def weeks(letter, before=7.0, last=7.0, **columns):
    """Four weeks of one mean day, and a week of another."""
    return daily(letter, [before] * 28 + [last] * 7, **columns)


def monthly(output, period="2022-11"):
    """Letter → output of this year and of the last."""
    rows = [(code(letter), period, now, before) for letter, (now, before) in output.items()]
    names = ["uscc", "period", "output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
    return pd.DataFrame(rows, columns=names)


def filled(table, rows):
    """Rows of a table with what every test leaves out."""
    usual = {"vintage": VINTAGE, "industry_code": "31", "size": "large", "above_scale": True}
    rows = rows.assign(**{n: usual[n] for n in usual if n in table.columns and n not in rows})
    for name in table.columns:
        if name not in rows:
            optional = table.metadata(name)["optional"]
            rows = rows.assign(**{name: None if optional else 0.0})
    numbers = [n for n in table.columns if table.metadata(n)["kind"] == "quantity"]
    dates = [n for n in table.columns if table.metadata(n)["kind"] == "date"]
    types = dict.fromkeys(numbers, "float") | dict.fromkeys(dates, "datetime64[us]")
    return table.validate(rows.astype(types)[[*table.columns]])


def place(codes):
    """The county of each code: the first four letters' enterprises lie in the first."""
    return codes.str[-1].isin([*LETTERS[:4]]).map({True: FIRST, False: SECOND})


@pytest.fixture
def stored(tmp_path):
    """From daily and monthly reports, and lists (day → letters), to the city's store."""

    def store(days, months=None, lists=None, city=CITY) -> Store:
        lists = lists or {"2022-01-20": LETTERS}
        listed = [(day, code(letter)) for day, letters in lists.items() for letter in letters]
        listed = pd.DataFrame(listed, columns=["listed_on", "uscc"])
        firms = pd.DataFrame({"uscc": [code(letter) for letter in LETTERS], "name": [*LETTERS]})
        months = monthly(dict.fromkeys(LETTERS, (100, 100))) if months is None else months
        tables = {
            "counties": city.counties_table(),
            "ballast": filled(BALLAST, listed.assign(contact="甲")),
            "enterprises": filled(ENTERPRISES, firms.assign(county_code=place(firms["uscc"]))),
            "enterprise_day": filled(ENTERPRISE_DAY, pd.concat(days)),
            "enterprise_month": filled(
                ENTERPRISE_MONTH, months.assign(county_code=place(months["uscc"]))
            ),
        }
        root = tmp_path / f"store{len([*tmp_path.iterdir()])}"
        write_version(root, city, tables, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From the same to the question's answer at the end of a period, enterprises by letter."""

    def answer(*tables, period="2022-11", **more) -> dict[str, pd.DataFrame]:
        given = Given(stored(*tables, **more), "key_enterprises", QUESTION, period)
        found = QUESTION.answer(given)
        found = {table.name: table.validate(found[table.name]) for table in QUESTION.answers}
        return found | {"firms": found["key_enterprises"].set_index("name")}

    return answer
