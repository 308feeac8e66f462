"""Named figures as people read them: a line each, and a card that says what a figure is.

A card is what provincial platforms show of an indicator: value, definition, formula, source tables,
date of the data, who answers for it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from html import escape

import pandas as pd

from analysis.display.labels import declaration, label, unit_label, value_label
from analysis.display.marks import MASK, UNDEFINED
from analysis.display.numbers import SCALES, amounts, fixed, signed
from analysis.display.sentences import REPORT, of_release
from analysis.errors import DataError
from analysis.tables import Table
from analysis.tables.city import City
from analysis.tables.name import Name
from analysis.tables.quantity import PERIOD, Quantity
from analysis.tables.question import Question
from analysis.tables.registry import broken, figures, questions, require_questions
from analysis.tables.release import Release
from analysis.tables.units import UNITS


def value_text(quantity: Quantity, unit: str, value: float, masked: bool, lang: str) -> str:
    """Return a quantity's value with its unit: 82家企业, 1 enterprise, +3.5%, 12.30亿元, ***."""
    if masked:
        return MASK
    if pd.isna(value):
        return UNDEFINED
    if f"{unit} {lang}" in SCALES:
        return amounts([value], unit, lang, change=quantity.change)[0]
    number = (signed if quantity.change else fixed)(value, UNITS[unit].decimals, grouped=True)
    word = quantity.noun(number, lang) or _unit(unit, lang)
    if lang == "zh" or word == "%":
        return f"{number}{word}"
    return f"{number} ({word})" if word[:1].isdigit() else f"{number} {word}".strip()


def figure_text(
    name: str, unit: str, value: float, masked: bool, lang: str, *, change: bool = False
) -> str:
    """Return a value of the named figure as `value_text` does; `change` is one between periods."""
    quantity = figures()[name][1]
    if change:
        rate = UNITS[unit].dimension == "ratio"
        quantity, unit = replace(quantity, change=True), "pp" if rate else unit
    return value_text(quantity, unit, value, masked, lang)


def _unit(unit: str, lang: str) -> str:
    """What stands behind a number; English says of a count what it counts, or nothing."""
    return "" if lang == "en" and UNITS[unit].dimension == "count" else unit_label(unit, lang)


def listing(release: Release, question: str, lang: str) -> pd.DataFrame:
    """Return the quantities of a question for the release's county, and how each came about.

    Returns, as text: `number` (in the year's report), `quantity`, `title`, `value`, `rank`, `unit`,
    `table`, `filter`, `mask`, `definition`, `formula`, `sources`, `date`, `owner`, and `address`,
    the names by which a program asks for the figure.
    """
    rows = release.quantities(question)
    own = rows[rows["county_code"] == release.county].set_index("quantity")
    provenance = release.provenance(question)
    asked = questions()[question]
    words = _Words(release, asked, lang)
    units = {q.name: release.city.unit_of(q) for q in asked.quantities}
    between = {"zh": "、", "en": ", "}[lang]
    lines = [
        {
            "number": ", ".join(map(str, quantity.numbers)),
            "quantity": quantity.name,
            "title": _said(quantity.title, release.city, lang),
            "value": value_text(quantity, units[quantity.name], row["value"], row["masked"], lang),
            "rank": _rank(row) if _ranks(quantity, release.city) else "",
            "unit": quantity.counted(lang) or unit_label(units[quantity.name], lang),
            "table": " · ".join(
                (
                    words.table(quantity.table.name),
                    label(quantity.table, quantity.column, lang, unit=False),
                )
            ),
            "filter": words.filter(quantity),
            "mask": MASK if row["masked"] else "",
            "definition": _said(quantity.definition, release.city, lang),
            "formula": words.formula(quantity),
            "sources": between.join(map(words.table, provenance["tables"])),
            "date": max((s.get("vintage", "") for s in provenance["sources"]), default=""),
            "owner": quantity.owner(lang),
            "address": f"{quantity.table.name}.{quantity.column}",
        }
        for quantity, row in _held(asked.quantities, own)
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")


COLUMNS = (
    *("number", "quantity", "title", "value", "rank", "unit", "table", "filter", "mask"),
    *("definition", "formula", "sources", "date", "owner", "address"),
)


def printed(release: Release, lang: str, asked: Collection[str] = ()) -> Iterator[str]:
    """Yield the quantities of every question, or of those asked, tab-separated, headings first.

    Those of the year's report come first, by their numbers there, a line a number; then the
    others, question by question. A question that the data cannot answer ends with why.

    Raises
    ------
    DataError
        If there is no question of a name that is asked.
    """
    require_questions(asked)
    yield "\t".join(["question", *COLUMNS])
    wanted = [*dict.fromkeys(asked)] or [*questions(), *broken()]
    found, unanswered = [], {name: why for name, why in broken().items() if name in wanted}
    for question in (name for name in wanted if name not in unanswered):
        try:
            found.append(listing(release, question, lang).assign(question=question))
        except DataError as error:
            unanswered[question] = error
    every = pd.concat(found) if found else pd.DataFrame(columns=["question", *COLUMNS])
    every = every.assign(number=every["number"].str.split(", ")).explode("number")
    place = pd.to_numeric(every["number"])  # an empty text is no number
    every = every.assign(place=place).sort_values("place", kind="stable", na_position="last")
    for line in every[["question", *COLUMNS]].itertuples(index=False):
        yield "\t".join(line)
    for question, why in unanswered.items():
        yield f"{question}\t{why.zh if lang == 'zh' else why.en}"


def _held(
    declared: tuple[Quantity, ...], own: pd.DataFrame
) -> Iterator[tuple[Quantity, "pd.Series"]]:
    for quantity in declared:
        if quantity.name in own.index:
            yield quantity, own.loc[quantity.name]


COLUMN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+", re.ASCII)
"""The name of a column in a formula: words joined by underscores."""


class _Words:
    """What tables, columns and codes of a question are called in a language."""

    def __init__(self, release: Release, asked: Question, lang: str) -> None:
        self._release = release
        self._asked = asked
        self._lang = lang

    def table(self, name: str) -> str:
        """The title of a table."""
        declared = declaration(name)
        return declared.zh if self._lang == "zh" else declared.en

    def formula(self, quantity: Quantity) -> str:
        """A formula with the titles of the columns that it names."""
        said = quantity.formula
        text = said if isinstance(said, str) else said(self._lang)
        tables = (quantity.table, *self._asked.answers, *self._asked.tables)

        def title(name: re.Match[str]) -> str:
            of = next((declared for declared in tables if name[0] in declared.columns), None)
            return name[0] if of is None else label(of, name[0], self._lang, unit=False)

        return COLUMN.sub(title, text)

    def filter(self, quantity: Quantity) -> str:
        """The rows of a quantity: each column's title, and that of the value it has there."""
        parts = []
        for column, wanted in quantity.where.items():
            value = self._release.period if wanted == PERIOD else wanted
            title = label(quantity.table, column, self._lang, unit=False)
            parts.append(f"{title} = {self._value(quantity.table, column, value)}")
        return {"zh": "，", "en": ", "}[self._lang].join(parts)

    def _value(self, table: Table, column: str, value: str) -> str:
        if "values" in table.metadata(column):
            return value_label(table, column, value, self._lang)
        if column == "industry_code" or value == "total":
            return self._release.industry_names(self._lang).get(value, value)
        names = {column, "name_zh", "name_en"}
        for answer in self._asked.answers:  # a table of what the codes are called
            if answer.key == (column,) and names <= {*answer.columns}:
                if not self._release.has(answer.name):
                    return value
                rows = self._release.table(answer.name).set_index(column)
                named = rows[f"name_{self._lang}"]
                return str(named.get(value, value))
        return value


def _ranks(quantity: Quantity, city: City) -> bool:
    """Whether a place says something: not of the levels of indices, each on its own base."""
    return not (quantity.measured and city.measure.kind == "index")


def _said(words: Name, city: City, lang: str) -> str:
    """What a quantity is called in a city that calls what it measures by a name of its own."""
    text = words(lang).replace("{measure}", city.measure.noun(lang))
    return text[:1].upper() + text[1:]


def _rank(row: "pd.Series") -> str:
    if pd.isna(row["rank"]) or row["of"] == 1:
        return ""
    return f"{'=' if row['tied'] else ''}{row['rank']:.0f}/{row['of']:.0f}"


CARD = "card"
"""The class of a card's element, whose id is the figure's name."""


def cards(release: Release, question: str, lang: str, named: Collection[str] = ()) -> str:
    """Return the cards of a question's quantities as markup, each to be opened; or of some."""
    titles = of_release(release, REPORT).labels("card", lang)
    cards = "".join(
        f'<details class="{CARD}" id="{escape(row["quantity"])}">'
        f"<summary><span>{escape(row['title'])}</span> <b>{escape(row['value'])}</b></summary><dl>"
        + "".join(
            f"<dt>{escape(titles[name])}</dt><dd>{escape(row[name])}</dd>"
            for name in titles
            if row[name]
        )
        + "</dl></details>"
        for row in listing(release, question, lang).to_dict("records")
        if not named or row["quantity"] in named
    )
    return f'<section class="cards">{cards}</section>' if cards else ""
