"""What is answered of passes: issued by county and kind, by month; findings."""

from analysis.questions.permits.checks import CHECKS
from analysis.tables.activities import ACTIVITIES, KINDS
from analysis.tables.dictionary import category, date, period, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable

COUNTED_IN = {"permit_vehicle": "趟次", "permit_city": "张"}
"""A vehicle's pass holds for one trip and counts as one; a pass of the city is a card."""
KIND = category("通行证", "Pass", {kind: KINDS[kind] for kind in COUNTED_IN})
WHY = "how many passes the bureau issued is its own work and no enterprise's figure"
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_ISSUED = quantity("核发数", "Issued", "items", meaning="vehicles: trips 趟次; city: cards 张")

COUNTS = ResultTable(
    name="permit_counts",
    zh="通行证核发",
    en="Passes issued",
    row=("一县一种通行证", "one kind of pass in one county"),
    key=("county_code", "kind"),
    free=WHY,
    citywide=True,
    columns={
        **_COUNTY,
        "kind": KIND,
        "issued": _ISSUED,
        "issued_month": quantity("其中本月", "Of them this month", "items"),
        "entries": quantity("登记数", "Entries", "items"),
    },
)
MONTHS = ResultTable(
    name="permit_months",
    zh="逐月核发",
    en="Passes by month",
    row=("一县一种一月", "one kind in one month of one county"),
    key=("county_code", "kind", "month"),
    free=WHY,
    citywide=True,
    columns={
        **_COUNTY,
        "kind": KIND,
        "month": period("月份", "Month", cumulative=False),
        "issued": _ISSUED,
    },
)
FINDINGS = ResultTable(
    name="permit_findings",
    zh="通行证台账核对",
    en="Findings in the register of passes",
    row=("一处疑问", "one finding"),
    key=("finding", "kind", "date", "county_code", "name"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "kind": KIND,
        "date": date("日期", "Date"),
        **_COUNTY,
        "name": text("名称", "Name", optional=True),
        "quantity": ACTIVITIES.columns["quantity"],
        "counted_in": ACTIVITIES.columns["counted_in"],
    },
)
RESULTS = (COUNTS, MONTHS, FINDINGS)
