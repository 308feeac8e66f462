"""Headings that name the report's year or month: 2022年计划投资, 本年累计（不含2021年）.

A declared heading writes `{Y}` for the year of the report, `{Y-1}` for the year before, and `{M}`
before 月 for its month; in a sheet of 2022-11 `{Y}年1—{M}月完成投资` is 2022年1—11月完成投资 alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from analysis.intake.faults import CellError
from analysis.intake.heading_text import normalise
from analysis.intake.period_spelling import DASHES

PLACEHOLDER = re.compile(r"\{Y(?:[+-]\d)?\}|\{M\}", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
SAID = re.compile(rf"{YEAR.pattern}|(?<!\d)\d{{1,2}}(?=月)")
DATE = re.compile(rf"{PLACEHOLDER.pattern}|{SAID.pattern}", re.IGNORECASE)
# 1—11月 and 1月-11月 keep their dash, or they would read as 111月 without separators.
SPAN = re.compile(r"(?<=[\d}])(?:月份?)?[-~至到]+(?=[\d{])")
MARK = "\0"


class Report(NamedTuple):
    """The year and the month that a sheet reports on, None where it is unknown or not one."""

    year: int | None = None
    month: int | None = None


@dataclass(frozen=True)
class Dated:
    """A declared heading with placeholders, and its column ("" if it is left out)."""

    spelling: str
    column: str

    def fits(self, heading: str, report: Report) -> bool:
        """Whether a heading of the same shape names the dates of that report."""
        pairs = zip(_dates(self.spelling), _dates(heading), strict=True)
        return all(_means(declared, int(said), report) for declared, said in pairs)


def is_dated(spelling: str) -> bool:
    """Whether a declared heading has placeholders."""
    return PLACEHOLDER.search(spelling) is not None


def says_date(heading: str) -> bool:
    """Whether a raw heading names a year or a month."""
    return SAID.search(_plain(heading)) is not None


def says_other_year(heading: str, report: Report) -> bool:
    """Whether a heading names a year that is not the report's."""
    return any(int(year) != report.year for year in YEAR.findall(_plain(heading)))


def shape(heading: str) -> str:
    """Return what is left of a heading once its years, months and placeholders are struck out."""
    return normalise(DATE.sub(MARK, _plain(heading)))


def other_date(heading: str, report: Report) -> CellError:
    """Return the fault of a heading whose dates are not the report's."""
    if report.year is None:
        return CellError(
            "no_report",
            "标题含年份或月份，而本表的报告期不明或不止一个",
            "the heading names a year or a month, and the sheet's period is unknown or not one",
            (
                "在constants、标题、工作表名或文件名中写明一个报告期",
                "one period in constants, the title, the sheet's or the file's name",
            ),
        )
    said = _dates(heading)
    named = "".join(date + ("年" if len(date) == 4 else "月") for date in said)
    zh = f"{report.year}年" + (f"{report.month}月" if report.month else "")
    en = f"{report.year}" + (f"-{report.month:02d}" if report.month else "")
    return CellError(
        "other_period",
        f"标题写的是{named}，本表的报告期是{zh}；其他时期的列请写入headers或skip",
        f"the heading names {'-'.join(said)}, the sheet reports on {en}; headers or skip name"
        " columns of other periods",
        (f"{zh}（{{Y}}、{{M}}）", f"{en} ({{Y}}, {{M}})"),
    )


def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading).translate(DASHES).replace(" ", "")
    return SPAN.sub("~", text)


def _dates(heading: str) -> list[str]:
    return DATE.findall(_plain(heading))


def _means(declared: str, said: int, report: Report) -> bool:
    if not is_dated(declared):
        return int(declared) == said
    if declared.upper() == "{M}":
        return said == report.month
    return report.year is not None and said == report.year + int(declared[2:-1] or 0)
