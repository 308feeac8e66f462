"""What a report is asked by: language, audience, period; one sentence on each that is wrong."""

import difflib
import re
from collections.abc import Collection
from typing import Literal, get_args

from analysis.errors import DataError

Lang = Literal["zh", "en"]
Audience = Literal["public", "county", "internal"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def one_of(name: str, value: object, allowed: Collection[str]) -> None:
    """Raise a DataError unless a parameter's value is one of those allowed."""
    if value in allowed:
        return
    zh, en = _meant(str(value), allowed)
    listed = ", ".join(allowed)
    raise DataError(
        f"参数{name}的值{value!r}无效，可用：{listed}{zh}",
        f"parameter {name} has no value {value!r}; one of: {listed}{en}",
    )


def known(name: str, names: Collection[str]) -> None:
    """Raise a DataError unless a parameter is one of those that there are."""
    if name in names:
        return
    zh, en = _meant(name, names)
    listed = ", ".join(names)
    raise DataError(
        f"没有参数{name}，可用：{listed}{zh}", f"no parameter {name}; there are: {listed}{en}"
    )


def checked_period(value: object) -> str:
    """Return a cumulative period, `YYYY-MM` from month 02 to 12.

    January has no period of its own: January and February are reported together.

    Raises
    ------
    DataError
        If it is none; the sentence names the one that was probably meant (202210 → 2022-10).
    """
    text = str(value)
    if isinstance(value, str) and _PERIOD.fullmatch(text):
        return text
    if isinstance(value, float):  # 2022.10, as YAML and papermill's command line read it
        text = f"{value:.2f}"
    parts = re.match(r"(\d{4})\D?(\d{1,2})(?!\d)", text)
    probable = f"{parts[1]}-{parts[2]:0>2}" if parts else ""
    zh, en = _meant(probable, [probable] if _PERIOD.fullmatch(probable) else [])
    raise DataError(
        f"参数period应为“年-月”（累计期末月，从02到12），得到{value!r}{zh}",
        f"parameter period is a year and the last of its cumulative months, YYYY-MM from 02 to 12, "
        f"not {value!r}{en}",
    )


_PERIOD = re.compile(r"(19|20)\d{2}-(0[2-9]|1[0-2])")


def _meant(text: str, allowed: Collection[str]) -> tuple[str, str]:
    """Return how a sentence ends in both languages: with the nearest of what is allowed."""
    near = difflib.get_close_matches(text.lower(), allowed, n=1)
    return (f"；或许是{near[0]}", f"; probably {near[0]}") if near else ("", "")
