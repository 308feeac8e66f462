"""Workbooks of the evaluation: result, list for objection, those near a line, one sheet a firm.

They hold enterprises and are internal; the list for objection is what the place publishes.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from analysis.display.labels import declaration, value_label
from analysis.display.workbook import Workbook, opened
from analysis.questions.scores.explained import explained, item_titles
from analysis.questions.scores.groups import group_name
from analysis.questions.scores.worksheets import contents, sheet_names, write_sheet
from analysis.tables.name import Name
from analysis.tables.release import Release

TITLES = {
    "evaluation_result": Name(zh="亩均效益评价结果", en="Result of the evaluation"),
    "objection_list": Name(zh="亩均效益评价数据公示", en="Evaluation data for objection"),
    "near_line": Name(zh="亩均效益评价临界企业", en="Enterprises near a line"),
    "enterprise_sheets": Name(zh="亩均效益评价一企一单", en="Evaluation, one sheet an enterprise"),
}
"""Workbook → what it is called; the sheet of a list too."""


def workbooks(release: Release, names: Mapping[str, str], lang: str) -> Iterator[Workbook]:
    """Return the county's four workbooks of the evaluation; none where nobody is to be evaluated.

    `names` maps credit codes to enterprise names.
    """
    scores = release.table("enterprise_scores")
    due = scores[scores["eligibility"] != "out_of_scope"]
    if due.empty:
        return
    year, currency = int(due["year"].iloc[0]), release.city.currency
    findings, items = release.table("score_findings"), release.table("enterprise_items")
    near = release.table("near_line")
    writers: dict[str, Callable[[Path, str], None]] = {
        "evaluation_result": lambda path, title: result_workbook(
            path, due, names, title, lang, currency
        ),
        "objection_list": lambda path, title: objection_workbook(
            path, due, findings, names, title, lang
        ),
        "near_line": lambda path, title: near_workbook(path, near, items, names, title, lang),
        "enterprise_sheets": lambda path, title: enterprise_workbook(
            path, due, items, names, title, lang, currency
        ),
    }
    for name, write in writers.items():
        title = TITLES[name]
        dated = Name(zh=f"{year}年度{title.zh}", en=f"{title.en}, {year}")
        yield Workbook(name, dated, write, name == "objection_list")


def result_workbook(
    path: Path,
    scores: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
    currency: str = "CNY",
) -> None:
    """The official result table: every evaluated enterprise of a county, best first.

    ``scores`` is ``enterprise_scores``, ``names`` maps credit codes to enterprise names.
    """
    columns = [
        "uscc", "scheme_group", "tax_per_mu_10k_cny", "sum_points", "bonus_points",
        "penalty_points", "score_points", "class_initial", "class_code", "class_last_year",
    ]  # fmt: skip
    ordered = scores[scores["score_points"].notna()].sort_values(
        ["scheme_group", "score_points", "uscc"], ascending=[True, False, True]
    )
    shown = ordered[columns].assign(
        scheme_group=[group_name(code, lang) for code in ordered["scheme_group"]]
    )
    shown.insert(0, "name", [names.get(code, code) for code in shown["uscc"]])
    declared = declaration("enterprise_scores").in_currency(currency)
    with opened(path) as book:
        write_sheet(book, TITLES["evaluation_result"](lang), title, declared, shown, lang)


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
    by_firm = doubts.groupby("uscc")["said"].agg(lambda said: "；".join(dict.fromkeys(said)))
    due = scores[scores["eligibility"] != "out_of_scope"]
    shown = pd.DataFrame(
        {
            "name": [names.get(code, code) for code in due["uscc"]],
            "uscc": due["uscc"].to_numpy(),
            "land": due["land_mu"].to_numpy(),
            "doubt": due["uscc"].map(by_firm).astype("object").fillna("").to_numpy(),
            "objection": "",
        }
    )
    order = shown.assign(sound=shown["doubt"] == "").sort_values(["sound", "uscc"])
    order, declared = order.drop(columns="sound"), declaration("enterprise_scores")
    with opened(path) as book:
        write_sheet(book, TITLES["objection_list"](lang), title, declared, order, lang)


def near_workbook(
    path: Path,
    near: pd.DataFrame,
    items: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
) -> None:
    """Those within few points of a line between classes (临界企业), by name, the nearest first.

    ``near`` is ``near_line``; ``items``, ``enterprise_items``, has the titles of indicators.
    """
    columns = [
        "uscc", "scheme_group", "class_initial", "score_points", "points_to_higher_class",
        "points_to_lower_class", "weakest_item",
    ]  # fmt: skip
    titles = item_titles(items, lang)
    shown = near[columns].assign(
        scheme_group=[group_name(code, lang) for code in near["scheme_group"]],
        weakest_item=near["weakest_item"].replace(titles),
    )
    shown.insert(0, "name", [names.get(code, code) for code in near["uscc"]])
    with opened(path) as book:
        write_sheet(book, TITLES["near_line"](lang), title, declaration("near_line"), shown, lang)


def enterprise_workbook(
    path: Path,
    scores: pd.DataFrame,
    items: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    lang: str,
    currency: str = "CNY",
) -> None:
    """One sheet an enterprise (一企一单), behind a list of them: its items, its class in sentences.

    ``scores`` and ``items`` are ``enterprise_scores`` and ``enterprise_items`` of those wanted
    (a county at most: a workbook of thousands of sheets opens in no office program).
    """
    columns = ["indicator", "value", "benchmark", "weight_points", "item_points"]
    declared = declaration("enterprise_items")
    by_firm = dict(iter(items.groupby("uscc", sort=False)))
    ordered = scores.sort_values("uscc")
    called = [names.get(code, code) for code in ordered["uscc"]]
    sheets = sheet_names(called)
    with opened(path) as book:
        contents(book, title, sheets, called, lang)
        for sheet_name, name, (_, score) in zip(sheets, called, ordered.iterrows(), strict=True):
            own = by_firm.get(score["uscc"], items.iloc[:0])
            shown = own[columns].assign(indicator=own[f"title_{lang}"])
            sheet = write_sheet(
                book, sheet_name, f"{title}：{name}", declared, shown, lang, numbered=False
            )
            for i, sentence in enumerate(explained(score, own, lang, currency)):
                sheet.write_string(len(shown) + 4 + i, 0, sentence)
