"""`data/README.md`: the data dictionary as a page, generated from the declarations."""

from importlib.resources import files
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
    "moment": ("时刻", "date and time"),
    "month": ("月份", "month"),
    "cumulative_period": ("累计报告期", "cumulative period"),
}


def markdown() -> str:
    """Return the dictionary as a page: every table, column, unit, meaning and raw heading."""
    introduction = files("analysis.tables").joinpath("introduction.md").read_text("utf-8")
    return "\n".join([introduction + _contents(), *(_section(table) for table in TABLES.values())])


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
