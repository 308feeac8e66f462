"""The named figures of projects, as the monthly report of the city states them."""

from analysis.questions.investment.tables import COUNTS, INVESTMENT
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="规划投资科", en="planning and investment")
PROJECTS = Name(zh="个项目", en="projects")


def _figure(
    name: str, table: ResultTable, column: str, of: str, zh: str, en: str, formula: Name | str
) -> Quantity:
    return Quantity(
        name,
        table,
        column,
        Name(zh=zh, en=en),
        where={"list": of},
        definition=Name(zh="期末，按年初清单", en="on the last day, by the list of 1 January"),
        formula=formula,
        owner=OWNER,
        counted=PROJECTS if table.metadata(column)["unit"] == "items" else Name(zh="", en=""),
        ranked="high",
        change=table.metadata(column)["unit"] == "pp",
    )


QUANTITIES = tuple(
    _figure(*line)
    for line in (
        ("investment_projects", COUNTS, "projects", "all",
         "重点工业和技改项目", "Key projects",
         Name(zh="三张清单的项目数", en="projects on the three lists")),
        ("investment_plan", INVESTMENT, "plan_year_10k_cny", "all",
         "年度计划投资", "Planned investment of the year", "Σ plan_year_10k_cny"),
        ("investment_done", INVESTMENT, "done_ytd_10k_cny", "all",
         "完成投资", "Investment done", "Σ done_ytd_10k_cny"),
        ("investment_completion", INVESTMENT, "done_pct", "all",
         "年度计划完成率", "Share of the year's plan done",
         "Σ done_ytd_10k_cny / Σ plan_year_10k_cny"),
        ("investment_ahead", INVESTMENT, "ahead_pp", "all",
         "超时序进度", "Ahead of schedule",
         Name(
             zh="Σ done_ytd_10k_cny / Σ plan_year_10k_cny − 月数 / 12",
             en="Σ done_ytd_10k_cny / Σ plan_year_10k_cny − months / 12",
         )),
        ("new_start_projects", COUNTS, "projects", "new_start",
         "计划新开工项目", "Projects to be started",
         Name(zh="新开工清单的项目数", en="projects on the list of new starts")),
        ("new_started_projects", COUNTS, "started", "new_start",
         "已开工的新开工项目", "New starts, started", "started_on ≤ t"),
        ("new_start_rate", COUNTS, "started_pct", "new_start",
         "新开工项目开工率", "New starts, share started",
         Name(zh="已开工 / 列入清单", en="started / listed")),
        ("due_start_rate", COUNTS, "due_started_pct", "new_start",
         "新开工项目应开工率", "New starts, share of the due",
         Name(zh="应开工且已开工 / 至t应开工", en="started and due / due by t")),
        ("project_statistics_rate", COUNTS, "in_statistics_pct", "all",
         "项目入统率", "Share in statistics",
         Name(
             zh="有statistics_code / 已开工且total_10k_cny ≥ 500",
             en="with statistics_code / started with total_10k_cny ≥ 500",
         )),
    )
)  # fmt: skip
