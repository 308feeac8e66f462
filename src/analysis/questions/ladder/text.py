"""What is said of the ladder; its rows in words; what those nearest to the next rung lack."""

from collections.abc import Mapping

import pandas as pd
from great_tables import GT

from analysis.display.labels import declaration, unit_label, value_label
from analysis.display.marks import MASK, MISSING, UNDEFINED
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables import Table
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE
from analysis.tables.units import in_currency

TITLE = {"zh": "梯度晋级", "en": "Climbing the ladder"}
CATEGORIES = ("rung", "state", "status", "finding", "confirmed")
ASKED = ("specialised", "little_giant")
"""The rungs of which single enterprises are listed; innovative ones are too many."""
RUNGS = ("innovative", *ASKED, "champion")
LISTED = 15
"""So many enterprises are listed at most."""


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the section's beginning."""
    said = of_release(release, "ladder")
    figures = release.quantities("ladder").query("county_code == @release.county")
    slots = figures.set_index("quantity")["value"].to_dict() | {
        "county": release.place_name(lang),
        "next_year": int(release.period[:4]) + 1,
    }
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_rows(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return the county's rows in words, in the order of rungs, states and results.

    Of single enterprises the whole territory has all.
    """
    rows = release.table(table)
    if "county_code" in rows and (release.county != WHOLE or rows["county_code"].eq(WHOLE).any()):
        rows = rows[rows["county_code"] == release.county]
    present = [column for column in CATEGORIES if column in rows]
    for column in reversed(present):
        place = {code: n for n, code in enumerate(_values(table, column))}
        rows = rows.sort_values(column, key=lambda codes, p=place: codes.map(p), kind="stable")
    words = {c: {v: value_label(table, c, v, lang) for v in _values(table, c)} for c in present}
    rows = rows.assign(**{column: rows[column].map(named) for column, named in words.items()})
    for column in ("name", "detail"):
        if f"{column}_{lang}" in rows:
            rows = rows.assign(**{f"{column}_said": rows[f"{column}_{lang}"]})
    return rows


def listed(
    rows: pd.DataFrame,
    table: Table | str,
    columns: list[str],
    lang: str,
    *,
    note: str = "",
    **titles: str,
) -> GT | None:
    """Return columns of rows of a table for publication; None without rows.

    A column that the table does not declare is given its title as a keyword.
    """
    shown = [*columns, *(["masked"] if "masked" in rows else [])]
    if rows.empty:
        return None
    notes = [note] if note else []
    return publication_table(rows[shown], table, lang, titles=titles, notes=notes)


def named(release: Release, lang: str) -> dict[str, str]:
    """Return the titles of columns that stand in no table."""
    return of_release(release, "ladder").labels("words", lang)


def by_county(
    release: Release, lang: str
) -> tuple[pd.DataFrame, tuple[dict[str, str], dict[str, str]]]:
    """Return the counties' rungs with `shade`, density beside the densest county's of the rung.

    With them come the names of rungs and counties.
    """
    rows = release.table("ladder_stock")
    rows = rows[rows["county_code"].ne(WHOLE) & rows["rung"].ne("specialised_up")]
    densest = rows.groupby("rung")["per_100"].transform("max")
    rungs = {code: value_label("ladder_stock", "rung", code, lang) for code in RUNGS}
    counties = {code: release.county_name(lang, code) for code in release.neighbours}
    return rows.assign(shade=rows["per_100"] / densest.where(densest > 0)), (rungs, counties)


def states(release: Release, lang: str) -> GT | None:
    """Return a table with a row a rung and a column a state; None where all are 0."""
    rows = own_rows(release, "ladder_ready", lang)
    numbers = rows["enterprises"].map("{:,.0f}".format).mask(rows["masked"], MASK)
    wide = rows.assign(said=numbers).pivot_table(
        index="rung", columns="state", values="said", aggfunc="first", sort=False
    )
    wide = wide.loc[:, wide.ne("0").any()]
    if wide.empty:
        return None
    titles = {word: word[:1].upper() + word[1:] for word in wide}
    table = publication_table(wide.reset_index(), "ladder_ready", lang, titles=titles)
    return table.cols_align("right", columns=[*wide])


def nearest(release: Release, lang: str, *wanted: str) -> tuple[pd.DataFrame, str]:
    """Return candidates of some states, those with the fewest and smallest gaps first.

    They are `LISTED` at most; the second is a note that says of how many.
    """
    rows = release.table("ladder_candidates")
    rows = rows[rows["state"].isin(wanted) & rows["rung"].isin(ASKED)]
    if release.county != WHOLE:
        rows = rows[rows["county_code"] == release.county]
    standards = release.table("ladder_standards").set_index("standard")[f"name_{lang}"]
    rows = rows.assign(
        open=rows["failed"] + rows["unknown"],
        county=rows["county_code"].map(lambda code: release.county_name(lang, code)),
        rung_said=rows["rung"].map(lambda code: value_label("ladder_stock", "rung", code, lang)),
        standard=rows["standard"].map(standards),
    )
    rows = rows.sort_values(["open", "gap_pct", "uscc"])
    more = {"shown": LISTED, "all": len(rows)} if len(rows) > LISTED else {}
    note = of_release(release, "ladder").say(
        "of_how_many", lang, **{name: more.get(name) for name in ("shown", "all")}
    )
    return rows.head(LISTED), note


def ready(release: Release, lang: str) -> GT | None:
    """Return the candidates that meet every condition."""
    rows, note = nearest(release, lang, "ready")
    columns = ["name", "county", "standard", "year", "applied_on"]
    words = named(release, lang)
    return listed(
        rows.drop(columns="masked"), "ladder_candidates", columns, lang, note=note,
        county=words["county"],
    )  # fmt: skip


def gaps(release: Release, lang: str) -> GT | None:
    """Return what the nearest candidates lack, a row a condition: value, requirement, distance."""
    near, note = nearest(release, lang, "near", "unknown")
    rows = release.table("ladder_screens").query("status != 'passed'")
    order = near.assign(order=range(len(near)))[["uscc", "rung", "rung_said", "order"]]
    rows = rows.merge(order, on=["uscc", "rung"]).sort_values(["order", "place"])
    if rows.empty:
        return None
    words = named(release, lang)
    counted = rows["unit"].ne("")
    words_of = [_words(row.measure, row.unit, words, lang) for row in rows.itertuples()]
    numbers = {
        column: [_said(*pair) for pair in zip(rows[column], words_of, strict=True)]
        for column in ("value", "required", "short")
    }
    level = rows["measure"].eq("rd_institution")
    sign = rows["at_most"].map({True: "≤ ", False: "≥ "}).where(counted | level, "")
    shown = rows.assign(
        condition=rows[f"condition_{lang}"],
        measure=[_measured(release, row.measure, row.unit, lang) for row in rows.itertuples()],
        **numbers,
    )
    shown = shown.assign(
        required=sign + shown["required"], short=shown["short"].where(counted, UNDEFINED)
    )
    columns = ["name", "rung_said", "condition", "measure", "value", "required", "short"]
    return publication_table(
        shown[columns], "ladder_screens", lang, title=words["gaps"], titles=words,
        notes=[note] if note else [],
    )  # fmt: skip


def blocking(release: Release, lang: str) -> GT | None:
    """Return how many lack each condition, and how many lack it alone."""
    rows = own_rows(release, "ladder_screens", lang)
    coded = release.table("ladder_screens")[["rung", "status"]].loc[rows.index]
    rows = rows.assign(code=coded["rung"], result=coded["status"])
    rows = rows[rows["code"].isin(ASKED)]
    if rows.empty:
        return None
    words = named(release, lang)
    open_ = rows["result"].ne("passed").groupby([rows["uscc"], rows["code"]]).transform("sum")
    results = {name: rows["result"].eq(name) for name in ("passed", "failed", "unknown")}
    counts = rows.assign(
        condition=rows[f"condition_{lang}"], **results, sole=results["failed"] & open_.eq(1)
    )
    figures = [*results, "sole"]
    sums = counts.groupby(["standard", "place", "condition"], as_index=False)[figures].sum()
    standards = release.table("ladder_standards")
    standards = standards.sort_values(["rung", "valid_from"], ascending=[False, True])
    places = {code: n for n, code in enumerate(standards["standard"])}
    sums = sums.assign(of=sums["standard"].map(places)).sort_values(["of", "place"])
    standards = standards.set_index("standard")[f"name_{lang}"]
    return publication_table(
        sums.assign(standard=sums["standard"].map(standards))[["standard", "condition", *figures]],
        "ladder_screens", lang, title=words["blocking"], titles=words,
        decimals=dict.fromkeys(figures, 0),
    )  # fmt: skip


def _measured(release: Release, measure: str, unit: str, lang: str) -> str:
    """The name of a measure with its unit, where it has one."""
    said = of_release(release, "ladder")
    name = said.labels("measures", lang)[measure]
    unit = unit_label(in_currency(unit, release.city.currency), lang) if unit else ""
    return said.say("with_unit", lang, measure=name, unit=unit) if unit else name


def _words(
    measure: str, unit: str, words: Mapping[str, str], lang: str
) -> Mapping[int, str] | None:
    """What the numbers of a measure without a unit stand for: levels, or ticks."""
    if unit:
        return None
    if measure != "rd_institution":
        return {1: words["yes"], 0: words["no"]}
    levels = enumerate(_values("firm_year", measure))
    return {n: value_label("firm_year", measure, level, lang) for n, level in levels}


def _said(number: float, words: Mapping[int, str] | None) -> str:
    """A number, its word where it stands for one, or the mark of what is not reported."""
    if pd.isna(number):
        return MISSING
    return words[int(number)] if words else f"{number:,.2f}".rstrip("0").rstrip(".")


def _values(table: str, column: str) -> list[str]:
    return [*declaration(table).metadata(column)["values"]]
