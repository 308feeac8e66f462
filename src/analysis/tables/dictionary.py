"""How a table is declared: pandera columns that carry unit, titles, meaning and raw headings.

A `Table` is declared once; intake, validation, labels and `data/README.md` are derived from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Self

import pandas as pd
import pandera.pandas as pa

from analysis.errors import DataError
from analysis.tables.named import refuse_other_columns
from analysis.tables.units import UNITS, in_currency

Column = pa.Column
MONTH = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"
CUMULATIVE = r"^(19|20)\d{2}-(0[2-9]|1[0-2])$"
MAX_SHOWN = 20


def _column(
    dtype: Any,
    titles: tuple[str, str],
    *,
    kind: str,
    checks: Sequence[pa.Check] = (),
    optional: bool = False,
    **metadata: Any,
) -> pa.Column:
    zh, en = titles
    return pa.Column(
        dtype,
        checks=list(checks),
        nullable=optional,
        title=zh,
        description=metadata.pop("meaning", ""),
        metadata={"kind": kind, "zh": zh, "en": en, "optional": optional, **metadata},
    )


def text(
    zh: str,
    en: str,
    raw: Sequence[str] = (),
    *,
    pattern: str | None = None,
    allowed: str = "",
    optional: bool = False,
    meaning: str = "",
    wholes: bool = False,
    instead: str = "",
) -> pa.Column:
    """Text. `wholes`: 全省 is data, no sum; `instead`: whose text stands in for an empty cell."""
    checks = [pa.Check.str_matches(pattern, error=allowed or pattern)] if pattern else []
    return _column(
        str,
        (zh, en),
        kind="text",
        checks=checks,
        optional=optional,
        raw=tuple(raw),
        **{"allowed": allowed, "meaning": meaning, "wholes": wholes, "instead": instead},
    )


def period(zh: str, en: str, raw: Sequence[str] = (), *, cumulative: bool) -> pa.Column:
    """A month as text `YYYY-MM`; cumulative periods are named by their last month, never 01."""
    allowed = (
        "YYYY-02…YYYY-12，1—2月合并为02; January and February are one period, 02"
        if cumulative
        else "YYYY-01…YYYY-12"
    )
    pattern = CUMULATIVE if cumulative else MONTH
    kind = "cumulative_period" if cumulative else "month"
    checks = [pa.Check.str_matches(pattern, error=allowed)]
    return _column(str, (zh, en), kind=kind, checks=checks, raw=tuple(raw), allowed=allowed)


def category(
    zh: str,
    en: str,
    values: dict[str, tuple[str, str]],
    raw: Sequence[str] = (),
    *,
    optional: bool = False,
    aliases: dict[str, str] | None = None,
    meaning: str = "",
) -> pa.Column:
    """One of a closed list; `values` gives each stored value its titles (zh, en)."""
    spellings = {zh_title: value for value, (zh_title, _) in values.items()}
    spellings |= {value: value for value in values} | (aliases or {})
    allowed = "、".join(t for t, _ in values.values()) + "; " + ", ".join(values)
    return _column(
        str,
        (zh, en),
        kind="category",
        checks=[pa.Check.isin(list(values), error=allowed)],
        optional=optional,
        raw=tuple(raw),
        values=values,
        spellings=spellings,
        allowed=allowed,
        meaning=meaning,
    )


def quantity(
    zh: str,
    en: str,
    unit: str,
    raw: Sequence[str] = (),
    *,
    optional: bool = False,
    signed: bool = False,
    maximum: float | None = None,
    meaning: str = "",
    decimals: int | None = None,
    from_nothing: bool = False,
) -> pa.Column:
    """A number in `unit`, printed with its or `decimals` digits; not negative unless `signed`.

    One that grows `from_nothing` may be tenfold within months: no unit is told by that.
    """
    checks = [] if signed else [pa.Check.ge(0, error="不小于0; at least 0")]
    if maximum is not None:
        checks.append(pa.Check.le(maximum, error=f"不大于{maximum:g}; at most {maximum:g}"))
    return _column(
        float,
        (zh, en),
        kind="quantity",
        checks=checks,
        optional=optional,
        unit=unit,
        raw=tuple(raw),
        allowed="数字; a number" if signed else "不小于0的数字; a number, at least 0",
        **{"signed": signed, "meaning": meaning, "from_nothing": from_nothing},
        decimals=UNITS[unit].decimals if decimals is None else decimals,
    )


def year(zh: str, en: str, raw: Sequence[str] = ()) -> pa.Column:
    """A calendar year."""
    check = pa.Check.in_range(1990, 2100, error="1990—2100")
    return _column(int, (zh, en), kind="year", checks=[check], raw=tuple(raw), allowed="1990—2100")


def flag(
    zh: str,
    en: str,
    raw: Sequence[str] = (),
    *,
    blank: bool | None = None,
    dated: bool = False,
    optional: bool = False,
) -> pa.Column:
    """Yes or no; `blank` is what an empty cell means, and if `dated`, a day means yes.

    An `optional` one may be missing, which is neither: pandas' nullable boolean holds it.
    """
    zh_allowed = "是、否" + ("、日期（为是）" if dated else "")
    en_allowed = "yes, no" + (", a date (yes)" if dated else "")
    if blank is not None:
        zh_allowed += f"、空白（为{'是' if blank else '否'}）"
        en_allowed += f", blank ({'yes' if blank else 'no'})"
    return _column(
        pd.BooleanDtype() if optional else bool,
        (zh, en),
        kind="flag",
        optional=optional,
        raw=tuple(raw),
        allowed=f"{zh_allowed}; {en_allowed}",
        blank=blank,
        dated=dated,
    )


def date(
    zh: str,
    en: str,
    raw: Sequence[str] = (),
    *,
    optional: bool = False,
    month: Literal["first", "last"] | None = None,
    since: int = 1990,
) -> pa.Column:
    """A calendar day from the year `since` on; `month`: the day a month without one stands for."""
    zh_month, en_month = {
        None: ("", ""),
        "first": ("、YYYY-MM（为1日）", ", YYYY-MM (its first day)"),
        "last": ("、YYYY-MM（为月末）", ", YYYY-MM (its last day)"),
    }[month]
    return _column(
        "datetime64[us]",
        (zh, en),
        kind="date",
        optional=optional,
        raw=tuple(raw),
        allowed=f"YYYY-MM-DD{zh_month}，{since}—2100年; YYYY-MM-DD{en_month}, {since} to 2100",
        month=month,
        since=since,
    )


@dataclass(frozen=True)
class Table:
    """One declared table.

    Parameters
    ----------
    name, zh, en
        Its name in the store, and its titles.
    row, key, columns
        What one row is (zh, en), the columns that identify it, column name → one made here.
    cumulative, order
        Pairs that intake checks: this year's and last year's cumulative columns; columns of which
        the second is never before, or below, the first.
    events, whole, currency, traced
        Rows are what happened, a period without any is no gap; the whole's row is data: rates,
        which make no sum; what money is of; the store keeps where a row stands (see `origins`).
    """

    name: str
    zh: str
    en: str
    row: tuple[str, str]
    key: tuple[str, ...]
    columns: dict[str, pa.Column]
    cumulative: tuple[tuple[str, str], ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    events: bool = False
    whole: bool = False
    currency: str = "CNY"
    traced: bool = False

    def in_currency(self, currency: str) -> Self:
        """Return the table as a city of another currency has it: units of money are of that."""
        return self if currency == self.currency else replace(self, currency=currency)

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema: closed list of columns, types, checks, unique key."""
        return pa.DataFrameSchema(
            self.columns,
            name=self.name,
            title=self.zh,
            strict=True,
            coerce=True,
            unique=list(self.key),
            report_duplicates="exclude_first",
        )

    @property
    def by_county(self) -> bool:
        """Whether the store keeps one file a county: every row is of one."""
        county = None if self.name in {"counties", "targets"} else self.columns.get("county_code")
        return county is not None and not county.nullable

    def metadata(self, column: str) -> dict[str, Any]:
        """Return the unit, titles, raw headings and allowed values of a column."""
        about = dict(self.columns[column].metadata or {})
        unit = {"unit": in_currency(about["unit"], self.currency)} if "unit" in about else {}
        return about | unit

    def decimals(self, column: str) -> int:
        """Return the digits after the point that a number is printed with."""
        return int(self.metadata(column).get("decimals", 0))

    def failures(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Every violation of the declaration: columns column, check, failure_case, index."""
        columns = ["column", "check", "failure_case", "index"]
        try:
            self.schema.validate(frame, lazy=True)
            return pd.DataFrame(columns=columns)
        except pa.errors.SchemaErrors as errors:
            return errors.failure_cases[columns]

    def validate(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` with the declared types and column order.

        Raises
        ------
        DataError
            Naming the columns that lack or are too many, or the first violations.
        """
        refuse_other_columns(self, frame)
        try:
            return self.schema.validate(frame, lazy=True)[list(self.columns)]
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases
            listed = "; ".join(
                f"{case.column}[{case.index}]={case.failure_case!r}: {case.check}"
                for case in cases.head(MAX_SHOWN).itertuples()
            )
            raise DataError(
                f"表“{self.zh}”有{len(cases)}处不合要求：{listed}",
                f"table {self.name!r} has {len(cases)} faults: {listed}",
            ) from None
