"""The named figures of issues, as the yearly report and the team's weekly one state them."""

from typing import Literal

from analysis.questions.help.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="企业帮扶专班", en="team of help for enterprises")
ISSUES = Name(zh="个问题", en="issues")
RECEIVED = Name(zh="本年1月1日至期末受理的问题", en="received from 1 January to the last day")
SOLVED = Name(
    zh="本年办结且已解决，不论何时受理，期末前未退回重办",
    en="closed as solved this year, whenever received, and not reopened since",
)


def _figure(
    number: int,
    column: str,
    zh: str,
    en: str,
    formula: str | Name,
    first: Literal["high", "low", ""],
    definition: Name = RECEIVED,
) -> Quantity:
    unit = COUNTS.metadata(column)["unit"]
    return Quantity(
        "issues_solved" if number else f"issues_{column}",
        COUNTS,
        column,
        Name(zh=zh, en=en),
        where={"category": "all"},
        definition=definition,
        formula=formula,
        owner=OWNER,
        counted=ISSUES if unit == "items" else Name(zh="", en=""),
        numbers=(number,) if number else (),
        ranked=first,
    )


QUANTITIES = (
    _figure(2, "solved_in_year", "帮助企业解决的问题", "Issues solved",
            Name(zh="1月1日 ≤ closed_on ≤ t，结果为解决，至t未退回重办",
                 en="1 January ≤ closed_on ≤ t, outcome solved, not reopened by t"),
            "high", SOLVED),
    _figure(0, "received", "受理的企业问题", "Issues received",
            Name(zh="1月1日 ≤ opened_on ≤ t", en="1 January ≤ opened_on ≤ t"), ""),
    _figure(0, "closed_pct", "问题办结率", "Issues closed",
            Name(zh="办结 / 受理", en="closed / received"), "high"),
    _figure(0, "solved_pct", "问题解决率", "Issues solved, share",
            Name(zh="解决 / 受理", en="solved / received"), "high"),
    _figure(0, "on_time_pct", "问题按时办结率", "Issues closed on time",
            Name(zh="closed_on ≤ 延期至（没有则办理时限）的 / 有时限的办结",
                 en="closed_on ≤ coalesce(extended_to, due_on) / closed that had a due day"),
            "high"),
    _figure(0, "satisfied_pct", "企业满意率", "Enterprises satisfied",
            Name(zh="满意 / 已办结的回访答复", en="satisfied / answers of the closed"), "high"),
    _figure(0, "median_days", "问题办理天数中位数", "Median days to close",
            Name(zh="已办结的 closed_on − opened_on 中位数，日历天数",
                 en="median of closed_on − opened_on, calendar days, of the closed"), "low"),
    _figure(0, "overdue", "超期未结问题", "Issues overdue",
            Name(zh="t未办结，延期至（没有则办理时限） < t",
                 en="open at t, coalesce(extended_to, due_on) < t"), "low"),
)  # fmt: skip
