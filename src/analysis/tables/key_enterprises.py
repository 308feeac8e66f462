"""The large enterprises that a city watches: the dated list of them, and their daily reports."""

from analysis.tables.dictionary import Table, category, date, quantity, text
from analysis.tables.enterprises import uscc, vintage

STATES = {
    "normal": ("正常生产", "normal"),
    "reduced": ("减产", "reduced"),
    "stopped": ("停产", "stopped"),
    "maintenance": ("检修", "maintenance"),
    "holiday": ("放假", "holiday"),
}
WORKING = ("normal", "reduced")
"""The states in which an enterprise uses electricity."""
REASONS = {
    "orders": ("订单不足", "lack of orders"),
    "materials": ("原料供应", "materials"),
    "labour": ("用工不足", "labour"),
    "energy": ("能源供应", "energy"),
    "finance": ("资金紧张", "finance"),
    "repair": ("设备检修", "repair"),
    "season": ("季节性减产", "season"),
    "policy": ("政策性限产", "limits by policy"),
    "environment": ("环保管控", "environmental control"),
    "relocation": ("搬迁", "relocation"),
    "other": ("其他", "other"),
}

BALLAST = Table(
    name="ballast",
    zh="压舱石企业清单",
    en="List of ballast enterprises",
    row=("清单中的一家企业", "one enterprise on one dated list (last year's output, 500 million)"),
    key=("listed_on", "uscc"),
    columns={
        "listed_on": date("清单日期", "Listed on", ("列入日期", "公布日期")),
        "uscc": uscc(),
        "contact": text("联系人", "Contact", ("包联干部", "联络员"), optional=True),
        "vintage": vintage(),
    },
)

ENTERPRISE_DAY = Table(
    name="enterprise_day",
    zh="企业日报",
    en="Daily reports of enterprises",
    row=("一家企业一块电表一日", "one meter of one enterprise on one day"),
    key=("uscc", "date", "meter"),
    traced=True,
    order=(("on_duty_persons", "employees_persons"),),
    columns={
        "uscc": uscc(),
        "date": date("日期", "Date", ("报告日期", "用电日期")),
        "meter": text("户号", "Meter", ("用电户号", "电表号"), optional=True),
        "electricity_kwh": quantity(
            *("当日电量", "Electricity of the day", "kwh", ("当日用电量", "日用电量")),
            optional=True,
            signed=True,
            meaning="negative where photovoltaic power is fed in; empty is no reading, not zero",
        ),
        "baseline_kwh": quantity(
            *("基准电量", "Baseline", "kwh", ("正常日电量", "月均电量")),
            optional=True,
            meaning="a normal day, such as the mean of December",
        ),
        "state": category("生产状态", "State", STATES, ("状态", "生产情况"), optional=True),
        "reason": category("原因", "Reason", REASONS, ("停减产原因", "未开工原因"), optional=True),
        "on_duty_persons": quantity(
            "到岗人数", "On duty", "persons", ("在岗人数", "实到人数"), optional=True
        ),
        "employees_persons": quantity(
            "应到人数", "Due on duty", "persons", ("职工人数", "员工总数"), optional=True
        ),
        "capacity_use_pct": quantity(
            "产能利用率", "Use of capacity", "pct", optional=True, maximum=200
        ),
        "vintage": vintage(),
    },
)
