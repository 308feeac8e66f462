"""What is wrong with city.yaml, said in both languages: where, what stands there, what may."""

import difflib
from typing import Any

from pydantic_core import ErrorDetails

from analysis.tables.registry import questions

OPEN = "?"
"""Stands in city.yaml where an answer is still needed."""
NAMED_BY = {"feeds": "files", "counties": "code", "targets": "indicator"}
SHAPES = {
    "code": (
        "最多20个字母、数字或_，如 '139901'",
        "up to 20 letters, digits or _, such as '139901'",
    ),
    "period": ("年-月，如 '2022-11'", "a year and a month such as '2022-11'"),
    "vintage": ("年-月-日，如 '2022-12-15'", "a day such as '2022-12-15'"),
}


def sentence(
    error: ErrorDetails, declared: Any, known: list[str], written: str | None = None
) -> tuple[str, str]:
    """Return the fault in Chinese and English.

    Parameters
    ----------
    error
        What pydantic found.
    declared
        The content of city.yaml.
    known
        The keys that are allowed beside, or under, the one at fault.
    written
        The value at fault as it stands in the file, where it is a single one.
    """
    zh, en = _place(error["loc"], declared)
    problem = _problem(error, known, written)
    return f"{zh}：{problem[0]}", f"{en}: {problem[1]}"


def _place(location: tuple[int | str, ...], declared: Any) -> tuple[str, str]:
    """Items of a list are counted from 1, and named by what tells them apart."""
    if not location:
        return "city.yaml", "city.yaml"
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
    if len(location) > 1 and location[0] in NAMED_BY and isinstance(location[1], int):
        items = declared[location[0]]
        item = items[location[1]] if isinstance(items, list) else None
        name = item.get(NAMED_BY[str(location[0])], "") if isinstance(item, dict) else ""
        if name:
            return f"“{path}”（{name}）", f"{path!r} ({name})"
    return f"“{path}”", f"{path!r}"


def _problem(error: ErrorDetails, known: list[str], written: str | None) -> tuple[str, str]:
    kind, key, found = error["type"], str((error["loc"] or ("",))[-1]), error["input"]
    if found == OPEN:
        return "还未填写", "is still open"
    if kind == "extra_forbidden":
        if not known:
            return "未知的键，此处没有可写的键", "unknown key: nothing may be said here"
        if len(error["loc"]) == 1 and (owners := _asked_by(key)):
            listed = "、".join(owners), ", ".join(owners)
            return f"应写在{listed[0]}之下", f"belongs under {listed[1]}"
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
        return f"未知的键，最接近的是“{near}”", f"unknown key, the nearest known one is {near!r}"
    if kind == "missing":
        return "缺少此项", "is missing"
    if kind == "string_type" and not isinstance(found, dict | list | None):
        text = written or found
        return f"应为文本，请加引号：'{text}'", f"must be text, in quotes: '{text}'"
    if kind in {"string_pattern_mismatch", "value_error"} and key in SHAPES:
        zh, en = SHAPES[key]
        return f"“{found}”不合格式，应为{zh}", f"{found!r} should be {en}"
    if kind in {"string_too_short", "too_short"}:
        return "不能为空", "must not be empty"
    if kind == "literal_error":
        allowed = error["ctx"]["expected"].replace(" or ", ", ")
        return f"不能是“{found}”，可用：{allowed}", f"cannot be {found!r}; one of {allowed}"
    if kind in {"model_type", "dict_type"}:
        keys = ", ".join(known)
        return f"应分项写明：{keys}", f"must be written item by item: {keys}"
    return error["msg"], error["msg"]


def _asked_by(key: str) -> list[str]:
    """Return the places of the questions that have a setting of that name."""
    return [f"questions.{n}" for n, q in questions().items() if key in q.settings.model_fields]
