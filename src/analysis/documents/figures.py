"""What a template may say: `q` quantities, `rank` their ranks, `say` sentences.

    {{ q.class_a }}                          876, in its unit: 10.6%, 12.30亿元
    {{ say.titles_headline }}                a sentence of a question whose slots are quantities
    {{ rank.class_a }}                       第3位, 并列第3位 among the counties
    {{ rank.output_province_place }}         并列第9位 among the cities of the province

What is not there stops the document, with its place; in a draft it is printed as a gap.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

import pandas as pd
from jinja2 import StrictUndefined, Undefined

from analysis.display.entries import BETWEEN
from analysis.display.filters import LeftOutError
from analysis.display.numbers import SCALES, amount, fixed
from analysis.display.sentences import of_release, speaks
from analysis.display.templates import unknown
from analysis.errors import DataError
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.registry import questions
from analysis.tables.release import Release
from analysis.tables.units import UNITS

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the words for a gap in a draft; no text has these letters."""
PLACE, TIED = "place", "tied"
WHY = {
    "masked": ("不公开", "withheld"),
    "missing": ("无数据", "no data"),
    "unknown": ("无此名称", "unknown"),
    "unranked": ("无位次", "no rank"),
    "unsaid": ("不能成句", "cannot be said"),
}


class GapError(LeftOutError):
    """A document needs what is not there; said in both languages, with its name in a template."""

    def __init__(self, name: str, zh: str, en: str, *_: Any) -> None:
        super().__init__(f"{zh}\n{en}")
        self.name, self.zh, self.en = name, zh, en


class Figure(float):
    """The value of a quantity, which knows its unit and prints itself."""

    unit: str
    lang: str

    @classmethod
    def of(cls, value: float, unit: str, lang: str) -> "Figure":
        """Return a figure."""
        made = cls(value)
        made.unit, made.lang = unit, lang
        return made

    def __str__(self) -> str:
        """Return it as a text says it: money with its unit, all else as the number alone."""
        if f"{self.unit} {self.lang}" in SCALES:
            return amount(self, self.unit, self.lang)
        return fixed(self, UNITS[self.unit].decimals, grouped=self.lang == "en")


class DraftGap(Undefined):
    """What is missing, printed in a draft; no condition on it holds."""

    def __str__(self) -> str:
        """Return the words, marked."""
        return f"{OPEN}{self._undefined_hint}{CLOSE}"

    def _no(self, *_: Any) -> bool:
        return False

    def _same(self, *_: Any) -> "DraftGap":
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _no  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same  # type: ignore[assignment]
    __truediv__ = __rtruediv__ = __neg__ = _same  # type: ignore[assignment]


class Said(Mapping[str, Any]):
    """What a template says under one name (`q`, `say`, `names`), by what stands after its point.

    `kind` is what such a name is called, for one that is not there; `draft` says whether that is
    printed.
    """

    kind = ("", "")

    def __init__(self, release: Release, lang: str, draft: bool) -> None:
        self.release, self.lang, self.draft = release, lang, draft

    @property
    @abstractmethod
    def known(self) -> Mapping[str, Any]:
        """What may stand after the point."""

    @abstractmethod
    def value(self, name: str) -> Any:
        """What is said of one that is known."""

    def refusal(self, name: str) -> tuple[str, str]:
        """Say, zh and en, that there is no such name, and the nearest that there is."""
        return unknown(self.kind, name, self.known)

    def gap(self, name: str, why: DataError | str, title: Name | None = None) -> Undefined:
        """Return what stands for a value that is not there: it raises, or prints itself.

        `why` is an error that says so, or a key of `WHY`.
        """
        zh, en = (f"{title.zh}（{name}）", f"{title.en} ({name})") if title else (name, name)
        why_zh, why_en = WHY[why] if isinstance(why, str) else (why.zh, why.en)
        said = {"zh": f"【缺：{zh}，{why_zh}】", "en": f"[missing: {en}, {why_en}]"}
        kind = DraftGap if self.draft else StrictUndefined
        error = partial(GapError, name, *said.values())
        return kind(hint=said[self.lang], exc=error)  # type: ignore[arg-type]

    def __getitem__(self, name: str) -> Any:
        if name in self.known:
            return self.value(name)
        return self.gap(name, "unknown")

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


class Quantities(Said):
    """`q`: the quantities of all questions, for the release's county or the whole territory."""

    kind = ("指标", "quantity")

    @cached_property
    def known(self) -> Mapping[str, tuple[str, Quantity]]:
        """Name → question and declaration."""
        return {q.name: (name, q) for name, asked in questions().items() for q in asked.quantities}

    def row(self, name: str) -> "pd.Series | None":
        """Return the row of a quantity in its question's table; None where there is none."""
        rows = self.release.quantities(self.known[name][0])
        own = rows[(rows["quantity"] == name) & (rows["county_code"] == self.release.county)]
        return None if own.empty else own.iloc[0]

    def value(self, name: str) -> Figure | Undefined:
        """Return the figure; a gap where it is withheld, or the city lacks the data."""
        quantity = self.known[name][1]
        try:
            row = self.row(name)
        except DataError as error:  # the question could not be answered: it says why
            return self.gap(name, error, quantity.title)
        if row is None or (pd.isna(row["value"]) and not row["masked"]):
            return self.gap(name, "missing", quantity.title)
        if row["masked"]:
            return self.gap(name, "masked", quantity.title)
        return Figure.of(row["value"], self.release.city.unit_of(quantity), self.lang)


class Ranks(Said):
    """`rank`: places of quantities among the counties, and those that are places; ties are said.

    A quantity is itself a place, of the city in its province, where its column is `PLACE` and its
    table says which places are shared.
    """

    kind = ("位次", "rank")

    def __init__(self, figures: Quantities) -> None:
        super().__init__(figures.release, figures.lang, figures.draft)
        self.figures = figures

    @cached_property
    def known(self) -> Mapping[str, Quantity]:
        """Name → declaration."""
        every = {name: q for name, (_, q) in self.figures.known.items()}
        return {name: q for name, q in every.items() if q.ranked or is_place(q)}

    def value(self, name: str) -> str | Undefined:
        """Return the place; a gap where the figure is missing, or not all counties' are shown."""
        figure = self.figures[name]
        if isinstance(figure, Undefined):
            return figure
        quantity = self.known[name]
        row = self._of_place(quantity) if is_place(quantity) else self.figures.row(name)
        if row is None or pd.isna(row["rank"]) or not row["complete"]:
            return self.gap(name, "unranked", quantity.title)
        tied, alone = {"zh": ("并列第{}位", "第{}位"), "en": ("tied {}", "{}")}[self.lang]
        return (tied if row["tied"] else alone).format(f"{row['rank']:.0f}")

    def _of_place(self, quantity: Quantity) -> "pd.Series":
        """The row of a quantity that is a place, as one of quantities would be."""
        rows = self.release.table(quantity.table.name)
        wanted = {"county_code": self.release.county, **quantity.where}
        (own,) = rows[(rows[[*wanted]] == pd.Series(wanted)).all(axis=1)].to_dict("records")
        return pd.Series({"rank": own[PLACE], "complete": True, "tied": own[TIED]})


def is_place(quantity: Quantity) -> bool:
    """Whether a quantity is itself a place, one that its table may say is shared."""
    return quantity.column == PLACE and TIED in quantity.table.columns


class Sentences(Said):
    """`say`: the sentences of the questions that speak of quantities and of the place alone."""

    kind = ("语句", "sentence")
    PLACE = ("county", "period")

    def __init__(self, figures: Quantities) -> None:
        super().__init__(figures.release, figures.lang, figures.draft)
        self.figures = figures

    @cached_property
    def known(self) -> Mapping[str, tuple[str, str, tuple[str, ...]]]:
        """Name, `<question>_<entry>` → question, entry and the quantities it speaks of."""
        found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
        for question in filter(speaks, questions()):
            try:
                entries = of_release(self.release, question).sentences
            except DataError:  # its text is broken, as `analysis check` says: it fails alone
                continue
            for name, entry in entries.items():
                spoken = tuple(slot for slot in entry.slots if slot not in self.PLACE)
                if spoken and all(slot in self.figures.known for slot in spoken):
                    found[f"{question}_{name}"] = question, name, spoken
        return found

    def value(self, name: str) -> str | Undefined:
        """Return the sentence; a gap where a figure it speaks of is missing."""
        question, entry, spoken = self.known[name]
        try:
            self.release.of_question(question)
        except DataError as error:
            return self.gap(name, error)
        text = of_release(self.release, question)
        slots: dict[str, Any] = {slot: self.figures[slot] for slot in spoken}
        place = {"county": self.release.place_name(self.lang), "period": self.release.period}
        slots |= {s: v for s, v in place.items() if s in text.sentences[entry].slots}
        given = {s: None if isinstance(v, Undefined) else v for s, v in slots.items()}
        said = text.paragraphs(entry, self.lang, **given)
        return BETWEEN[self.lang].join(said) if said else self.gap(name, "unsaid")
