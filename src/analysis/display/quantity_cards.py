"""Named figures as people read them: a line each, and a card that says what a figure is.

A card is what provincial platforms show of an indicator: value, definition, formula, source tables,
date of the data, who answers for it.
"""

from collections.abc import Iterator
from html import escape

import pandas as pd

from analysis.display.labels import unit_label
from analysis.display.marks import MASK, UNDEFINED
from analysis.display.numbers import SCALES, amount
from analysis.display.sentences import REPORT, of_release
from analysis.errors import DataError
from analysis.tables.city import City
from analysis.tables.name import Name
from analysis.tables.quantity import PERIOD, Quantity
from analysis.tables.registry import questions
from analysis.tables.release import Release
from analysis.tables.units import UNITS, in_currency


def unit_of(quantity: Quantity, city: City) -> str:
    """Return the unit of a quantity's values in a city."""
    if quantity.measured:
        return city.measure.unit_in(city.currency)
    return in_currency(quantity.unit, city.currency) if quantity.unit else ""


def value_text(quantity: Quantity, unit: str, value: float, masked: bool, lang: str) -> str:
    """Return a quantity's value with its unit: 82家企业, 3.5%, 12.30亿元, ***."""
    if masked:
        return MASK
    if pd.isna(value):
        return UNDEFINED
    if f"{unit} {lang}" in SCALES:
        return amount(value, unit, lang)
    number = f"{value:z,.{UNITS[unit].decimals}f}"
    counted = quantity.counted(lang) or unit_label(unit, lang)
    return f"{number}{counted}" if lang == "zh" or counted == "%" else f"{number} {counted}".strip()


def listing(release: Release, question: str, lang: str) -> pd.DataFrame:
    """Return the quantities of a question for the release's county, and how each came about.

    Returns, as text: `number` (in the year's report), `quantity`, `title`, `value`, `rank`, `unit`,
    `table`, `filter`, `mask`, `definition`, `formula`, `sources`, `date`, `owner`.
    """
    rows = release.quantities(question)
    own = rows[rows["county_code"] == release.county].set_index("quantity")
    provenance = release.provenance(question)
    units = {q.name: unit_of(q, release.city) for q in questions()[question].quantities}
    lines = [
        {
            "number": ", ".join(map(str, quantity.numbers)),
            "quantity": quantity.name,
            "title": _said(quantity.title, release.city, lang),
            "value": value_text(quantity, units[quantity.name], row["value"], row["masked"], lang),
            "rank": _rank(row) if _ranks(quantity, release.city) else "",
            "unit": quantity.counted(lang) or unit_label(units[quantity.name], lang),
            "table": f"{quantity.table.name}.{quantity.column}",
            "filter": _filter(quantity, release.period),
            "mask": MASK if row["masked"] else "",
            "definition": _said(quantity.definition, release.city, lang),
            "formula": quantity.formula,
            "sources": ", ".join(provenance["tables"]),
            "date": max((s.get("vintage", "") for s in provenance["sources"]), default=""),
            "owner": quantity.owner(lang),
        }
        for quantity, row in _held(questions()[question].quantities, own)
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")


COLUMNS = (
    *("number", "quantity", "title", "value", "rank", "unit", "table", "filter", "mask"),
    *("definition", "formula", "sources", "date", "owner"),
)


def printed(release: Release, lang: str) -> Iterator[str]:
    """Yield the quantities of every question as tab-separated lines, headings first.

    A question that the data cannot answer gives a line that says why.
    """
    yield "\t".join(["question", *COLUMNS])
    for question in questions():
        try:
            lines = listing(release, question, lang)
        except DataError as error:
            yield f"{question}\t{error.zh if lang == 'zh' else error.en}"
            continue
        for line in lines.itertuples(index=False):
            yield "\t".join([question, *line])


def _held(
    declared: tuple[Quantity, ...], own: pd.DataFrame
) -> Iterator[tuple[Quantity, "pd.Series"]]:
    for quantity in declared:
        if quantity.name in own.index:
            yield quantity, own.loc[quantity.name]


def _filter(quantity: Quantity, period: str) -> str:
    where = {n: period if value == PERIOD else value for n, value in quantity.where.items()}
    return ", ".join(f"{name}={value}" for name, value in where.items())


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


def cards(release: Release, question: str, lang: str) -> str:
    """Return the cards of a question's quantities as markup, each to be opened."""
    titles = of_release(release, REPORT).labels("card", lang)
    cards = "".join(
        f'<details class="card" id="{escape(row["quantity"])}">'
        f"<summary><span>{escape(row['title'])}</span> <b>{escape(row['value'])}</b></summary><dl>"
        + "".join(
            f"<dt>{escape(titles[name])}</dt><dd>{escape(row[name])}</dd>"
            for name in titles
            if row[name]
        )
        + "</dl></details>"
        for row in listing(release, question, lang).to_dict("records")
    )
    return f'<section class="cards">{cards}</section>' if cards else ""
