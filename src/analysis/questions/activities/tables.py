"""What is answered of trainings and events: sessions, persons, enterprises; findings."""

from analysis.questions.activities.checks import CHECKS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.dictionary import Column, category, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable

KINDS = {"training": ("培训", "training"), "event": ("活动", "event")}


def _count(zh: str, en: str, unit: str, meaning: str = "") -> Column:
    return quantity(zh, en, unit, meaning=meaning)


COUNTS = ResultTable(
    name="activity_counts",
    zh="培训与活动",
    en="Trainings and events",
    row=("一县一类工作", "one kind of work of one county"),
    key=("county_code", "kind"),
    citywide=True,
    free="trainings and events are public work, and no enterprise is counted alone",
    columns={
        "county_code": text("县（市、区）", "County", meaning="city is the sum of all"),
        "kind": category("事项", "Kind", KINDS),
        "sessions": _count("场次", "Sessions", "items", "1 January to the last day; 本年至期末"),
        "enterprises": _count("企业数", "Enterprises", "count", "summed over sessions; 家次"),
        "persons": _count("人次", "Persons", "persons", "summed over sessions"),
        "unreported": _count("未填企业数场次", "Sessions without enterprises", "items"),
    },
)
FINDINGS = ResultTable(
    name="activity_findings",
    zh="工作台账核对",
    en="Findings in the register of work",
    row=("一处疑问", "one finding"),
    key=("finding", "kind", "date", "county_code", "name"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "kind": category("事项", "Kind", KINDS),
        **{
            name: ACTIVITIES.columns[name]
            for name in ("date", "county_code", "name", "quantity", "counted_in", "enterprises")
        },
    },
)
RESULTS = (COUNTS, FINDINGS)
