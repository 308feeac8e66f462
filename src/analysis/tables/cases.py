"""Matters that must be closed: issues of enterprises, hazards, the three batches, tasks."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError
from analysis.tables.dictionary import Table, category, date, flag, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code, industry_code

if TYPE_CHECKING:
    from analysis.tables.given import Given

KINDS = {
    "help_issue": ("帮扶问题", "issue of an enterprise"),
    "hazard": ("安全隐患", "hazard"),
    "relocation": ("三个一批", "three batches"),
    "task": ("交办事项", "task"),
}
LEVELS = {
    "county": ("县级", "county"),
    "city": ("市级", "city"),
    "province": ("省级", "province"),
    "nation": ("国家级", "nation"),
    "ordinary": ("一般", "ordinary"),
    "major": ("重大", "major"),
}
OUTCOMES = {
    "solved": ("已解决", "solved"),
    "explained": ("已解释", "explained"),
    "not_solved": ("未能解决", "not solved"),
    "withdrawn": ("撤回", "withdrawn"),
}
SATISFACTION = {
    "satisfied": ("满意", "satisfied"),
    "fair": ("基本满意", "fairly satisfied"),
    "dissatisfied": ("不满意", "dissatisfied"),
}

CASES = Table(
    name="cases",
    zh="事项台账",
    en="Register of matters to be closed",
    row=("一件须办结的事项", "one matter that must be closed"),
    key=("kind", "case_id"),
    traced=True,
    order=(("opened_on", "closed_on"),),
    columns={
        "kind": category("事项种类", "Kind", KINDS),
        "case_id": text("事项编号", "Number", ("序号", "编号", "问题编号", "隐患编号")),
        "category": text(
            "类别", "Category", ("问题类型", "问题类别", "隐患类别", "任务类别"), optional=True
        ),
        "holder_name": text("企业名称", "Enterprise", ("单位名称",), optional=True),
        "uscc": uscc(optional=True),
        "county_code": county_code(),
        "industry_code": industry_code(optional=True),
        "level": category(
            "涉及层面", "Level", LEVELS, ("层级", "隐患等级", "隐患级别"), optional=True
        ),
        "channel": text("来源", "Source", ("问题来源", "检查方式"), optional=True),
        "content": text("问题内容", "Content", ("存在问题隐患", "改造方式", "内容"), optional=True),
        "opened_on": date(
            "受理日期", "Opened on", ("受理时间", "反映时间", "检查日期", "列入日期")
        ),
        "owner": text("责任单位", "Unit in charge", ("牵头单位", "包联单位"), optional=True),
        "due_on": date(
            "办理时限", "Due on", ("时限", "整改期限", "完成时限"), optional=True, month="last"
        ),
        "extended_to": date("延期至", "Extended to", ("延期时限",), optional=True, month="last"),
        "progress": text("进展", "Progress", ("进展情况", "办理进展"), optional=True),
        "closed_on": date(
            "办结日期", "Closed on", ("办结时间", "整改完成日期", "完成时间"), optional=True
        ),
        "outcome": category(
            "办理结果",
            "Outcome",
            OUTCOMES,
            ("是否解决",),
            optional=True,
            aliases={"解决": "solved", "是": "solved", "否": "not_solved", "解释说明": "explained"},
        ),
        "reopened_on": date("重办日期", "Reopened on", ("退回重办日期",), optional=True),
        "revisited_on": date("回访日期", "Revisited on", ("回访时间", "回访"), optional=True),
        "satisfaction": category(
            "满意度", "Satisfaction", SATISFACTION, ("回访满意度",), optional=True
        ),
        "evidence": text("佐证材料", "Evidence", ("验收文号", "佐证"), optional=True),
        "example": flag("举例", "Example", ("列为典型",), blank=False),
        "published_on": date("名单公开日期", "Published on", ("公开日期",), optional=True),
        "vintage": vintage(),
    },
)


def of_kind(given: "Given", kind: str) -> pd.DataFrame:
    """Return the matters of one kind, also those that were opened after the period.

    Raises
    ------
    DataError
        If none was opened by the period's last day, or the ledger was exported before it: what
        the ledger cannot know is not 0.
    """
    rows = given.read(CASES, origins=True)
    rows = rows[rows["kind"] == kind]
    first, last = rows["opened_on"].min(), pd.to_datetime(rows["vintage"]).max()
    if not first <= given.day <= last:
        zh, en = KINDS[kind]
        raise DataError(
            f"事项台账中没有截至{given.period}期末的“{zh}”",
            f"the register of matters has no {en!r} up to the end of {given.period}",
        )
    return rows
