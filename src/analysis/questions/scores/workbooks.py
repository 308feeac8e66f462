"""Workbooks of the evaluation: the official result, the list for objection, one sheet a firm.

They hold enterprises and are internal until the place publishes them. Text is written as text: a
name that begins with = + - @ is never a formula, an address never a link. The same tables give
the same bytes: no clock time and no author in the file.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.labels import declaration, label, value_label
from analysis.display.workbook import Workbook
from analysis.questions.scores.explained import explained
from analysis.questions.scores.groups import group_name
from analysis.tables import Table
from analysis.tables.name import Name
from analysis.tables.release import Release

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TITLES = {
    "evaluation_result": ("亩均效益评价结果", "Result of the evaluation"),
    "objection_list": ("亩均效益评价数据公示", "Data of the evaluation, open to objection"),
    "enterprise_sheets": ("亩均效益评价一企一单", "Evaluation, one sheet an enterprise"),
}
EXTRA = {
    "number": ("序号", "No."),
    "value": ("企业指标值", "The enterprise's value"),
    "name": ("企业名称", "Enterprise"),
    "land": ("公示用地面积（亩）", "Published land (mu)"),
    "doubt": ("核对疑问", "Doubt"),
    "objection": ("企业异议（附证明材料并盖章）", "Objection (stamped, with proof)"),
}


def workbooks(release: Release, names: Mapping[str, str], lang: str) -> Iterator[Workbook]:
    """Return the county's three workbooks of the evaluation; none where nobody is to be evaluated.

    `names` maps credit codes to enterprise names.
    """
    scores = release.table("enterprise_scores")
    due = scores[scores["eligibility"] != "out_of_scope"]
    if due.empty:
        return
    year, currency = int(due["year"].iloc[0]), release.city.currency
    findings, items = release.table("score_findings"), release.table("enterprise_items")
    writers: dict[str, Callable[[Path, str], None]] = {
        "evaluation_result": lambda path, title: result_workbook(
            path, due, names, title, lang, currency
        ),
        "objection_list": lambda path, title: objection_workbook(
            path, due, findings, names, title, lang
        ),
        "enterprise_sheets": lambda path, title: enterprise_workbook(
            path, due, items, names, title, lang, currency
        ),
    }
    for name, write in writers.items():
        zh, en = TITLES[name]
        yield Workbook(name, Name(zh=f"{year}年度{zh}", en=f"{en}, {year}"), write)


def result_workbook(
    path: Path,
    scores: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
    currency: str = "CNY",
) -> None:
    """The official result table: every evaluated enterprise, a sheet a county, best first.

    ``scores`` is ``enterprise_scores``, ``names`` maps credit codes to enterprise names.
    """
    columns = [
        "uscc", "scheme_group", "tax_per_mu_10k_cny", "sum_points", "bonus_points",
        "penalty_points", "score_points", "class_initial", "class_code", "class_last_year",
    ]  # fmt: skip
    rows = scores[scores["score_points"].notna()]
    declared = declaration("enterprise_scores").in_currency(currency)
    with _workbook(path) as book:
        for county, mine in rows.groupby("county_code"):
            ordered = mine.sort_values(
                ["scheme_group", "score_points", "uscc"], ascending=[True, False, True]
            )
            shown = ordered[columns].assign(
                scheme_group=[group_name(code, lang) for code in ordered["scheme_group"]]
            )
            shown.insert(0, "name", [names.get(code, code) for code in shown["uscc"]])
            _sheet(book, str(county), title, declared, shown.reset_index(drop=True), lang)


def objection_workbook(
    path: Path,
    scores: pd.DataFrame,
    findings: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
) -> None:
    """The list to publish before scoring (公示): land, doubts, and room for an objection.

    ``findings`` is ``score_findings``; enterprises with doubts stand first.
    """
    doubts = findings.assign(
        said=[value_label("score_findings", "finding", name, lang) for name in findings["finding"]]
    )
    declared = declaration("enterprise_scores")
    by_firm = doubts.groupby("uscc")["said"].agg(lambda said: "；".join(dict.fromkeys(said)))
    due = scores[scores["eligibility"] != "out_of_scope"]
    with _workbook(path) as book:
        for county, mine in due.groupby("county_code"):
            shown = pd.DataFrame(
                {
                    "name": [names.get(code, code) for code in mine["uscc"]],
                    "uscc": mine["uscc"].to_numpy(),
                    "land": mine["land_mu"].to_numpy(),
                    "doubt": mine["uscc"].map(by_firm).astype("object").fillna("").to_numpy(),
                    "objection": "",
                }
            )
            order = shown.assign(sound=shown["doubt"] == "").sort_values(["sound", "uscc"])
            sheet = order.drop(columns="sound").reset_index(drop=True)
            _sheet(book, str(county), title, declared, sheet, lang)


def enterprise_workbook(
    path: Path,
    scores: pd.DataFrame,
    items: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
    currency: str = "CNY",
) -> None:
    """One sheet an enterprise (一企一单): its items, then its class in sentences.

    ``scores`` and ``items`` are ``enterprise_scores`` and ``enterprise_items`` of those wanted
    (a county at most: a workbook of thousands of sheets opens in no office program).
    """
    columns = ["indicator", "value", "benchmark", "weight_points", "item_points"]
    declared = declaration("enterprise_items")
    by_firm = dict(iter(items.groupby("uscc", sort=False)))
    with _workbook(path) as book:
        for _, score in scores.sort_values("uscc").iterrows():
            own = by_firm.get(score["uscc"], items.iloc[:0])
            shown = own[columns].assign(indicator=own[f"title_{lang}"]).reset_index(drop=True)
            name = names.get(score["uscc"], score["uscc"])
            sheet = _sheet(
                book, score["uscc"], f"{title}：{name}", declared, shown, lang,
                numbered=False,
            )  # fmt: skip
            for i, sentence in enumerate(explained(score, own, lang, currency)):
                sheet.write_string(len(shown) + 4 + i, 0, sentence)


def _workbook(path: Path) -> "Book":
    from xlsxwriter import Workbook as Book

    book = Book(str(path), SAFE)
    book.set_properties({"created": EPOCH, "author": "", "company": ""})
    return book


def _sheet(
    book: "Book",
    name: str,
    title: str,
    table: Table,
    rows: pd.DataFrame,
    lang: str,
    numbered: bool = True,
) -> "Worksheet":
    """Write title, headings and rows; numbers as numbers, everything else as text."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#e4e7eb"})
    cell = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "num_format": "#,##0.00"})
    sheet.write_string(0, 0, title, bold)
    if numbered:
        rows = rows.assign(number=[str(i + 1) for i in range(len(rows))])
        rows = rows[["number", *rows.columns.drop("number")]]
    for j, column in enumerate(rows):
        sheet.write_string(2, j, _heading(table, column, lang), head)
        width = max([len(str(value)) for value in rows[column].head(200)] or [0])
        sheet.set_column(j, j, min(max(10, width + 2), 44))
        is_number = pd.api.types.is_numeric_dtype(rows[column])
        for i, value in enumerate(rows[column]):
            if pd.isna(value):
                sheet.write_blank(3 + i, j, None, cell)
            elif is_number:
                sheet.write_number(3 + i, j, float(value), number)
            else:
                sheet.write_string(3 + i, j, str(value), cell)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    return sheet


def _heading(table: Table, column: str, lang: str) -> str:
    if column in EXTRA:
        return EXTRA[column][0 if lang == "zh" else 1]
    if column == "benchmark":
        return label(table, column, lang, unit=False)
    return label(table, column, lang)
