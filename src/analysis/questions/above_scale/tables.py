"""The monthly watch of candidates, and what is answered of the list above scale."""

from functools import partial

from analysis.questions.above_scale.checks import CHECKS
from analysis.tables.dictionary import Column, Table, category, date, flag, period, quantity, text
from analysis.tables.enterprises import EVENTS, uscc, vintage
from analysis.tables.finding import found_columns
from analysis.tables.projects import STAGES
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import county_code

KINDS = {name: EVENTS[name] for name in ("new_build", "upscaled")}
PLANNED = {
    "monthly": ("月度", "monthly"),
    "first": ("年度第一批", "first of the year"),
    "second": ("年度第二批", "second of the year"),
}
BANDS = {
    "under_80": ("不足线的80%", "under 80% of the line"),
    "from_80": ("线的80%—100%", "80 to 100% of the line"),
    "from_100": ("线的1—1.2倍", "1 to 1.2 times the line"),
    "from_120": ("线的1.2倍以上", "1.2 times the line and more"),
    "stopped": ("停产", "stopped"),
    "below_line": ("低于线且下降", "below the line, falling"),
    "near_line": ("线上10%以内且下降", "within 10% above, falling"),
    "": ("无上述迹象", "no such sign"),
}


def _amount(zh: str, en: str, *raw: str) -> Column:
    return quantity(zh, en, "10k_cny", raw)


CANDIDATE_MONTH = Table(
    name="candidate_month",
    zh="准规上监测",
    en="Monthly watch of candidates",
    row=("一家准规上企业一个报告期", "one candidate, cumulative to one period"),
    key=("uscc", "period"),
    traced=True,
    columns={
        "uscc": uscc(),
        "name": text("企业名称", "Enterprise", ("单位名称",)),
        "county_code": county_code(),
        "township": text("乡镇（街道）", "Township", ("乡镇", "所在乡镇", "街道"), optional=True),
        "period": period("报告期", "Period", ("月份",), cumulative=True),
        "revenue_ytd_10k_cny": _amount("营业收入累计", "Revenue, year to date", "累计营业收入"),
        "output_ytd_10k_cny": _amount("产值累计", "Output, year to date", "工业总产值累计"),
        "vat_sales_ytd_10k_cny": quantity(
            "应税销售额累计", "Sales in tax returns, year to date", "10k_cny",
            ("增值税应税销售额累计", "开票销售额累计"), optional=True,
        ),
        "electricity_ytd_10k_kwh": quantity(
            "用电量累计", "Electricity, year to date", "10k_kwh", optional=True
        ),
        "entry": category("入库方式", "Way of entry", KINDS, ("拟入库方式",)),
        "planned_batch": category(
            "拟入库批次", "Planned batch", PLANNED, ("计划批次",), optional=True
        ),
        "papers": flag("资料齐全", "Papers complete", ("申报资料齐全",), blank=False),
        "papers_missing": text("所缺资料", "Papers missing", ("缺少资料",), optional=True),
        "project_code": text("项目代码", "Project code", optional=True),
        "vintage": vintage(),
    },
)  # fmt: skip

_counts = partial(
    ResultTable,
    citywide=True,
    free="how many enters and leaves the list is announced; no figure of an enterprise is in it",
)
_secret = partial(ResultTable, citywide=True, secret=True)


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return number(zh, en, "count", meaning)


def _chances(zh: str, en: str, meaning: str = "") -> Column:
    """A sum of chances: enterprises to a tenth."""
    return number(zh, en, "count", meaning, decimals=1)


_WHERE = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_LAST = "to the same month of last year; 上年同月"
BALANCE = _counts(
    name="above_scale_balance",
    zh="入库、退库与净增",
    en="Entries, exits, net increase",
    row=("一个县", "one county"),
    key=("county_code",),
    columns={
        **_WHERE,
        "target": _count("全年净增任务", "Task of the year", "net increase; missing: none set"),
        "stock_start": _count("年初在库", "On the list, start of the year"),
        "entered": _count("新增", "Entered"),
        "new_built": _count("其中新投产", "Of them newly built"),
        "exited": _count("退库", "Left"),
        "net": _count("净增", "Net increase"),
        "stock": _count("期末在库", "On the list now"),
        "entered_last_year": _count("上年同月新增", "Entered, last year", _LAST),
        "exited_last_year": _count("上年同月退库", "Left, last year", _LAST),
        "net_last_year": _count("上年同月净增", "Net, last year", _LAST),
    },
)
KINDS_OF_EVENTS = _counts(
    name="above_scale_events",
    zh="入库退库原因",
    en="Kinds of entries and exits",
    row=("一县一种变动", "one kind of event in one county"),
    key=("county_code", "event"),
    columns={
        **_WHERE,
        "event": category("变动类型", "Event", EVENTS),
        "sign": number("方向", "Direction", meaning="+1 in, −1 out; 入库为1，退库为−1", decimals=0),
        "enterprises": _count("本年", "This year"),
        "enterprises_last_year": _count("上年同月", "Last year, same months"),
    },
)
MONTHS = _counts(
    name="above_scale_months",
    zh="各月累计净增",
    en="Net increase by month",
    row=("一县一年一月", "one month of one year in one county"),
    key=("county_code", "year", "month"),
    columns={
        **_WHERE,
        "year": category("年份", "Year", {"this": ("本年", "this"), "last": ("上年", "last")}),
        "month": number("月份", "Month", decimals=0),
        "net": _count("累计净增", "Net increase, year to date"),
    },
)
OUTLOOK = ResultTable(
    name="above_scale_outlook",
    zh="全年净增预计",
    en="Outlook of the year",
    row=("一个县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    measures=(
        *("candidates", "projects", "ready", "at_risk", "entries", "exits", "next_entries"),
        *("expected_net", "low", "high", "chance_pct", "stock_expected"),
    ),
    citywide=True,
    columns={
        **_WHERE,
        "candidates": _count("培育库企业", "Candidates", "not yet on the list"),
        "projects": number("其中拟投产项目", "New plants among them", "items"),
        "ready": _count("资料齐全", "Papers complete"),
        "at_risk": _count("退库风险", "At risk"),
        "entries": _chances("预计年内入库", "Expected entries", "sum of chances, listed this year"),
        "exits": _chances("预计退库", "Expected exits", "sum of chances"),
        "next_entries": _chances(
            "预计次年入库", "Expected, listed next year", "sum of chances; not in this year's net"
        ),
        "target": BALANCE.columns["target"],
        "expected_net": _chances("预计全年净增", "Expected net increase"),
        "low": _chances("区间下限", "Low", "80% interval"),
        "high": _chances("区间上限", "High", "80% interval"),
        "chance_pct": pct("完成任务的可能性", "Chance of the task", decimals=0),
        "stock_expected": _chances("预计年末在库", "Expected on the list"),
    },
)
CALIBRATION = ResultTable(
    name="above_scale_calibration",
    zh="可能性的校准",
    en="Chances and what happened",
    row=("一类企业", "one class"),
    key=("side", "band"),
    citywide=True,
    free="errors of forecasts over the whole city",
    columns={
        "side": category("方向", "Side", {"entry": ("入库", "entry"), "exit": ("退库", "exit")}),
        "band": category("类别", "Class", BANDS),
        "last_year": _count("上年同月家数", "A year ago"),
        "predicted": _chances("初值预计", "Predicted"),
        "happened": _count("实际发生", "Happened", "by the January–February report; 至次年1—2月"),
        "happened_pct": pct("实际比例", "Share that did"),
        "prior_pct": pct("初值", "Chance before"),
        "chance_pct": pct("采用值", "Chance used"),
        "now": _count("现有家数", "Now"),
    },
)
COMING = ResultTable(
    name="above_scale_batches",
    zh="批次日历",
    en="Calendar of batches",
    row=("一个申报批次", "one occasion to file"),
    key=("batch", "due_on"),
    citywide=True,
    free="a calendar of rules",
    columns={
        "batch": category("批次", "Batch", PLANNED),
        "due_on": date("申报截止", "Due"),
        "listed": text("进入名单的报告期", "Listed in"),
        "days_left": number("距截止（天）", "Days left", decimals=0),
    },
)
_ENTERPRISE = {"uscc": uscc(), "name": text("企业名称", "Enterprise"), **_WHERE}
_YEAR = {
    "year_10k_cny": number("年收入（按现速度）", "Year's revenue", "10k_cny", decimals=0),
    "band": category("类别", "Class", BANDS),
    "chance_pct": pct("可能性", "Chance", decimals=0),
}
CANDIDATES = _secret(
    name="above_scale_candidates",
    zh="培育库企业",
    en="Candidates",
    row=("一家准规上企业", "one candidate"),
    key=("uscc",),
    columns={
        **_ENTERPRISE,
        "township": text("乡镇（街道）", "Township", optional=True),
        "entry": category("入库方式", "Way", KINDS),
        "project": text(
            "项目", "Project", optional=True, meaning="code in the library; 项目库代码"
        ),
        "stage": category("项目阶段", "Stage of the plant", STAGES, optional=True),
        **_YEAR,
        "gap_10k_cny": number("距线", "Short of the line", "10k_cny", decimals=0),
        "papers": flag("资料齐全", "Papers complete"),
        "papers_missing": text("所缺资料", "Missing", optional=True),
        "batch": category("可赶批次", "Batch", PLANNED, optional=True),
        "days_left": number("距截止（天）", "Days left", meaning="missing: filed", decimals=0),
        "this_year": flag("计入本年", "Counts this year"),
    },
)
RISKS = _secret(
    name="above_scale_risks",
    zh="退库风险企业",
    en="Enterprises at risk",
    row=("一家有退库风险的企业", "one enterprise that may leave"),
    key=("uscc",),
    columns={**_ENTERPRISE, **_YEAR, "change_pct": pct("收入同比", "Revenue, on last year")},
)
FINDINGS = _secret(
    name="above_scale_findings",
    zh="入退库与培育库核对",
    en="Findings",
    row=("一处疑问", "one finding"),
    key=("finding", "uscc", "period", "county_code"),
    columns={
        **found_columns(CHECKS),
        **_ENTERPRISE,
        "period": text("报告期", "Period"),
        "against": text("对照", "Against"),
    },
)
RESULTS = (
    *(BALANCE, KINDS_OF_EVENTS, MONTHS, OUTLOOK, CALIBRATION, COMING),
    *(CANDIDATES, RISKS, FINDINGS),
)
