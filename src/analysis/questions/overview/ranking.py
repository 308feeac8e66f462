"""The counties in a table that its reader puts in order, and the same to be taken away."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup, escape

from analysis.display.front import Reports, Sheet
from analysis.display.labels import unit_label, value_label
from analysis.display.marks import MASK, UNDEFINED, mark
from analysis.display.numbers import fixed, signed
from analysis.display.parts import Column, Order, section, sortable, sparkline
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.questions.overview.counties import first_href, moved
from analysis.questions.overview.places import course, ends, places, some
from analysis.tables.registry import figures
from analysis.tables.release import Release
from analysis.tables.units import UNITS

FOLDED = ("growth_change", "month", "value", "tax", "course")
"""Columns that a phone folds away; the sheet has them all."""
BY = {
    "growth": ("growth", False),
    "month": ("month", False),
    "value": ("value", False),
    "chance": ("chance", True),
    "tax": ("tax_per_mu", False),
}
"""Order → its column, and whether the lowest comes first."""


def table(release: Release, lang: str, reports: Reports) -> Markup:
    """Return the counties in a table that one can put in order; empty columns are left out."""
    rows, text = places(release), of_release(release, "overview")
    if rows["growth"].isna().all() and not rows["growth_masked"].any():
        return Markup("")
    names = text.labels("columns", lang)
    listed = ends(rows, "growth").reset_index(drop=True)
    shown = _cells(release, listed, lang, reports)
    units = _units(release, lang)
    columns = [Column(names[key], units.get(key, ""), key in FOLDED) for key in shown]
    orders = [
        Order(text.labels("orders", lang)[key], order) for key, order in _orders(listed).items()
    ]
    made = sortable(
        "by",
        text.labels("sections", lang)["ranks"],
        columns,
        [*zip(*shown.values(), strict=True)],
        orders,
        text.labels("choices", lang)["order"],
    )
    up = rows[rows["rank_change"] > 0].sort_values("rank_change", ascending=False)
    down = rows[rows["rank_change"] < 0].sort_values("rank_change")
    finding = text.say(
        "table_finding",
        lang,
        **{
            name: [
                {
                    "name": release.county_name(lang, row["county_code"]),
                    "places": abs(row["rank_change"]),
                }
                for _, row in own.iterrows()
            ]
            for name, own in (("up", up), ("down", down))
        },
    )
    return section("ranks", finding, made, source=some(release, lang))


def _units(release: Release, lang: str) -> dict[str, str]:
    words = of_release(release, "overview").labels("units", lang)
    tax = release.city.unit_of(figures()["tax_per_mu"][1])
    return {
        "growth": "%", "month": "%", "growth_change": words["pp"], "tax": unit_label(tax, lang),
    }  # fmt: skip


def _cells(
    release: Release, rows: pd.DataFrame, lang: str, reports: Reports
) -> dict[str, Sequence[str]]:
    """The cells of each column that has something to say."""
    unit = release.city.unit_of(figures()["output_ytd"][1])
    tax = UNITS[release.city.unit_of(figures()["tax_per_mu"][1])].decimals
    each = [row for _, row in rows.iterrows()]
    found: dict[str, Sequence[str]] = {
        "county": [_name(release, row["county_code"], lang, reports) for row in each],
        "rank": [_place(row) for row in each],
        "growth": [_number(row, "growth") for row in each],
        "growth_change": [_number(row, "growth_change", "growth") for row in each],
        "month": [_number(row, "month") for row in each],
        "chance": [_chance(release, row, lang) for row in each],
        "value": [
            figure_text("output_ytd", unit, row["value"], row["value_masked"], lang) for row in each
        ],
        "tax": [
            mark(row["tax_masked"]) if pd.isna(row["tax_per_mu"]) else fixed(row["tax_per_mu"], tax)
            for row in each
        ],
        "course": [_course(release, row, lang) for row in each],
    }
    return {key: cells for key, cells in found.items() if {*cells} - {"", UNDEFINED}}


def _number(row: pd.Series, column: str, of: str = "") -> str:
    hidden = row[f"{of or column}_masked"]
    return mark(hidden) if pd.isna(row[column]) else signed(row[column], 1)


def _course(release: Release, row: pd.Series, lang: str) -> str:
    name = release.county_name(lang, row["county_code"])
    alt = of_release(release, "overview").say("course", lang, name=name)
    return sparkline(course(release, row["county_code"]), alt)


def _name(release: Release, county: str, lang: str, reports: Reports) -> Markup:
    href, name = first_href(reports, county), release.county_name(lang, county)
    return Markup('<a href="{}">{}</a>').format(href, name) if href else escape(name)


def _place(row: pd.Series) -> str:
    if pd.isna(row["rank"]):
        return mark(row["growth_masked"])
    return f"{row['rank']:.0f} {moved(row['rank_change'])}".strip()


def _chance(release: Release, row: pd.Series, lang: str) -> str:
    if pd.isna(row["chance"]):
        return mark(row["aim_masked"])
    said = Markup('<span class="tone-{}">{} {}</span>')
    word = value_label("overview_targets", "tone", row["tone"], lang)
    chance = of_release(release, "overview").say("chance", lang, chance=row["chance"])
    return said.format(row["tone"], word, chance)


def _orders(rows: pd.DataFrame) -> dict[str, list[int]]:
    """The orders that the rows can have: by what is known of more than one of them."""
    found = {
        name: rows.sort_values(column, ascending=up, kind="stable", na_position="last").index
        for name, (column, up) in BY.items()
        if len(rows[column].dropna().unique()) > 1
    }
    every = {name: list(order) for name, order in found.items()}
    return every | {"code": list(rows.index)}


def sheet(release: Release, lang: str) -> Sheet:
    """Return the counties' figures as a table to be taken away, as exact as they are printed."""
    rows, text = places(release), of_release(release, "overview")
    names, units = text.labels("columns", lang), text.labels("units", lang)
    unit = release.city.unit_of(figures()["output_ytd"][1])
    tax = release.city.unit_of(figures()["tax_per_mu"][1])
    amount, level = unit_label(unit, lang), UNITS[unit].decimals
    frame = {
        names["county"]: rows["county_code"].map(lambda code: release.county_name(lang, code)),
        names["rank"]: rows["rank"],
        f"{names['rank']}, {names['rank_change']}": rows["rank_change"],
        f"{names['value']} ({amount})": _marked(rows, "value", level),
        f"{names['growth']} (%)": _marked(rows, "growth", 1),
        f"{names['growth_change']} ({units['pp']})": _marked(rows, "growth_change", 1, "growth"),
        f"{names['month']} (%)": _marked(rows, "month", 1),
        f"{names['chance']} (%)": _marked(rows, "chance", 0, "aim"),
        names["gap"]: _marked(rows, "gap", level, "aim"),
        f"{names['gap_pct']} (%)": _marked(rows, "gap_pct", 1, "aim"),
        f"{names['tax']} ({unit_label(tax, lang)})": _marked(
            rows, "tax_per_mu", UNITS[tax].decimals, "tax"
        ),
    }
    known = pd.DataFrame(frame).dropna(axis="columns", how="all")
    return Sheet("counties", text.labels("sections", lang)["counties"], known)


def _marked(rows: pd.DataFrame, column: str, places: int, of: str = "") -> pd.Series:
    """A column with the mark where it is withheld."""
    hidden = rows[f"{of or column}_masked"] & rows[column].isna()
    printed = rows[column].astype(float).round(places) + 0.0  # no minus before zero
    return printed.astype(object).mask(hidden, MASK)
