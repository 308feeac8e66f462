"""`data/README.md`: the data dictionary as a page, generated from the declarations."""

from typing import Any

from analysis.tables import TABLES
from analysis.tables.dictionary import Table
from analysis.tables.units import UNITS

KINDS = {
    "text": ("文本", "text"),
    "category": ("分类", "category"),
    "quantity": ("数值", "number"),
    "year": ("年度", "year"),
    "flag": ("是/否", "yes/no"),
    "date": ("日期", "date"),
    "month": ("月份", "month"),
    "cumulative_period": ("累计报告期", "cumulative period"),
}
INTRODUCTION = """# 数据字典 · Data dictionary

<!-- Generated from the declarations of the package: `analysis dictionary > data/README.md`. -->

每个城市是一个目录：`city.yaml` 说明城市和原始文件，`raw/` 放原始文件，`README.md` 写明来源和许可，
`store/` 由 `analysis ingest` 生成。`reference/` 放各城市共用的行业分类、评价方案等。

A city is a folder: `city.yaml` describes the city and its raw files, `raw/` holds them, `README.md`
names source and licence, and `analysis ingest` makes `store/`. `reference/` holds what cities
share: classifications of industries, schemes.

- 累计报告期以末月命名：`2022-02` 为1—2月，没有单独的1月。 A cumulative period is named by its
  last month: `2022-02` is January and February; January alone does not exist.
- 代码一律为文本，也可写县名、行业名。数值的单位写在列名中，入库时按标题或单位行换算一次。 Codes are
  text, and names of counties and industries are understood. A quantity's unit is part of its name;
  it is converted once, at intake, from what the heading or the unit line says.
- 可缺 = 可以缺失；缺失从不等于零。 Optional columns may be missing; missing is never zero.
- 原始标题：入库时认得的列标题；其余标题在 `city.yaml` 中对应。 Raw headings are those that intake
  knows; `city.yaml` maps others.
"""


def markdown() -> str:
    """Return the dictionary as a page: every table, column, unit, meaning and raw heading."""
    return "\n".join([INTRODUCTION, _contents(), *(_section(table) for table in TABLES.values())])


def _contents() -> str:
    lines = ["| 表 Table | | 一行 One row is |", "|---|---|---|"]
    lines += [
        f"| [`{table.name}`](#{table.name}) | {table.zh} · {table.en} | {'; '.join(table.row)} |"
        for table in TABLES.values()
    ]
    return "\n".join(lines) + "\n"


def _section(table: Table) -> str:
    key = ", ".join(f"`{column}`" for column in table.key)
    row = f"一行 = {table.row[0]}; one row is {table.row[1]}"
    lines = [
        f"## {table.name}",
        "",
        f"**{table.zh} · {table.en}.** {row}. 主键 key: {key}.",
        "",
        "| 列 Column | 标题 Title | 类型 Type | 单位 Unit | 说明 Meaning | 原始标题 Raw headings |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(table, column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _row(table: Table, column: str) -> str:
    about = table.metadata(column)
    kind = " ".join(KINDS[about["kind"]]) + ("，可缺 optional" if about["optional"] else "")
    unit = UNITS[about["unit"]] if "unit" in about else None
    units = " · ".join(dict.fromkeys(u for u in (unit.zh, unit.en) if u)) if unit else ""
    raw = "、".join(dict.fromkeys((about["zh"], *about["raw"])))
    cells = (
        f"`{column}`",
        f"{about['zh']} · {about['en']}",
        kind,
        units,
        _meaning(table, column),
        raw,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _meaning(table: Table, column: str) -> str:
    about: dict[str, Any] = table.metadata(column)
    said = table.columns[column].description or ""
    values = "、".join(
        f"`{value}` {zh}/{en}" for value, (zh, en) in about.get("values", {}).items()
    )
    allowed = "" if values or about["kind"] == "quantity" else about.get("allowed", "")
    return "; ".join(part for part in (said, values, allowed) if part)
