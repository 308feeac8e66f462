"""The register as it is counted: titles by code, holders by code, ends filled in; its faults."""

import pandas as pd

from analysis.errors import DataError
from analysis.registers import fill_valid_until, overpaid, stock
from analysis.registers.catalogue import Catalogue, Title
from analysis.registers.funnel import STEPS
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.recognitions import RECOGNITIONS

ENTRY = ["title", "level", "year", "batch", "holder_id", "product"]
DATED = [f"{step}_on" for step in STEPS]
HELD = ["title", "level", "holder_id", "product"]
EXTENSION = r"[（(]?(?:扩区|扩展区|扩建区|[二三四]期)[）)]?"
"""What the name of a park's extension has beside the park's own."""
MODEL = r"[\s（(]*[A-Za-z]+[-A-Za-z0-9./]*\d[-A-Za-z0-9./]*型?[）)]?$"
"""What a product's name has at its end where the model stands with it."""


def register(given: Given, known: Catalogue) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries that are counted, and all findings.

    Codes stand in for the titles' names. A holder without a code has that of its name, in the
    register of enterprises or elsewhere in this one (there also former names); an entry without
    any, or of a title nobody knows, is left out, and so is another model of a product that its list
    has already. `holder_name` is the holder's newest, missing
    texts are empty, and `valid_until` is filled where the catalogue fixes it.

    Raises
    ------
    DataError
        If the period ends before the register's first grant, or after it was exported.
    """
    rows = given.read(RECOGNITIONS, origins=True)
    moved = rows[DATED].max(axis=1)
    rows = rows.assign(moved=moved).sort_values(
        ["vintage", "moved"], na_position="first", ignore_index=True
    )
    _require_within(rows, given)
    named = rows["holder_name"]
    rows = rows.assign(
        title=rows["title"].map(known.codes).fillna(rows["title"]),
        holder_id=rows["holder_id"].fillna(named.map(_codes(given, rows)).astype("str")),
    )
    texts = ["batch", "holder_id", "holder_name", "product"]
    rows = rows.fillna(dict.fromkeys(texts, ""))
    rows = rows.assign(valid_until=_ends(rows, known))
    latest = rows[rows["holder_name"].ne("")].groupby("holder_id")["holder_name"].last()
    out = ~rows["title"].isin(known.titles) | rows["holder_id"].eq("")
    again = rows.duplicated(ENTRY, keep="last") & ~out
    model = ~again & ~out & _other_models(rows[~out & ~again]).reindex(rows.index, fill_value=False)
    faults = _faults(rows, known, given.day) | {
        "listed_twice": again,
        "entered_per_model": model,
        "renamed": ~out & named.notna() & named.ne(rows["holder_id"].map(latest)),
    }
    findings = pd.concat([rows[mask].assign(finding=name) for name, mask in faults.items()])
    findings = findings.drop_duplicates(["finding", *ENTRY, "holder_name"])
    counted = rows[~out & ~again & ~model]
    return counted.assign(
        holder_name=counted["holder_id"].map(latest).astype("object").fillna("")
    ), findings


def _require_within(rows: pd.DataFrame, given: Given) -> None:
    """What the register cannot know is not 0: neither before its first grant nor after its day."""
    first, last = rows["granted_on"].min(), pd.Timestamp(rows["vintage"].max())
    if first > given.day or given.day > last:
        raise DataError(
            f"台账自{first:%Y-%m-%d}记至{last:%Y-%m-%d}，{given.period}期末不在其中",
            f"the register runs from {first:%Y-%m-%d} to {last:%Y-%m-%d}, "
            f"{given.period} does not end in it",
        )


def _codes(given: Given, rows: pd.DataFrame) -> pd.Series:
    """Name → code, of names that mean one holder."""
    pairs = [rows[["holder_name", "holder_id"]]]
    if ENTERPRISES in given:
        firms = given.read(ENTERPRISES, columns=["name", "uscc"])
        pairs.append(firms.set_axis(["holder_name", "holder_id"], axis=1))
    known = pd.concat(pairs).dropna().drop_duplicates()
    known = known.drop_duplicates("holder_name", keep=False)
    return known.set_index("holder_name")["holder_id"]


def _ends(rows: pd.DataFrame, known: Catalogue) -> pd.Series:
    """The last day of each title: the list's own, else the catalogue's."""
    yearly = [code for code, title in known.titles.items() if title.years == "year_end"]
    december = pd.to_datetime(rows["year"].astype(str) + "-12-31")
    own = rows["valid_until"].fillna(december.where(rows["title"].isin(yearly)))
    return fill_valid_until(rows.assign(valid_until=own), known.years)["valid_until"]


def _faults(rows: pd.DataFrame, known: Catalogue, day: pd.Timestamp) -> dict[str, pd.Series]:
    """Finding → which entries have it."""
    held = stock(rows[rows["holder_id"].ne("")], day).drop_duplicates(ENTRY, keep="last")
    twice = held[held.duplicated(HELD)]
    about = rows["title"].map(known.titles)
    levels = about.map(lambda title: title.levels, na_action="ignore")
    grades = about.map(lambda title: title.grades, na_action="ignore")
    least = about.map(lambda title: title.least_ha, na_action="ignore").astype(float)
    grade = pd.to_numeric(rows["grade"])
    scored = [_stars(*pair) for pair in zip(rows["score_points"], about, strict=True)]
    return {
        "unknown_title": about.isna(),
        "unknown_level": _outside(rows["level"], levels),
        "unidentified": rows["holder_id"].eq(""),
        "undated": rows["moved"].isna(),
        "held_twice": rows.index.isin(twice.index),
        "granted_before_applied": rows["granted_on"] < rows["applied_on"],
        "valid_before_granted": rows["valid_until"] < rows["granted_on"],
        "paid_above_award": rows.index.isin(overpaid(rows).index),
        "grade_not_listed": _outside(grade, grades),
        "certificate_shared": _shared(rows, about),
        "extension_as_park": _extensions(rows),
        "park_too_small": rows["area_ha"] < least,
        "inside_park": rows["inside_park"].eq(True) & _said(about, "outside_parks"),
        "grade_not_by_score": _outside(grade, pd.Series(scored, index=rows.index, dtype=object)),
    }


def _other_models(rows: pd.DataFrame) -> pd.Series:
    """Whether an entry is a product that the list has under another model, later in the register.

    A product that has no name but its model is one of its own.
    """
    named = rows["product"].str.replace(MODEL, "", regex=True)
    product = named.where(named.ne(""), rows["product"])
    return rows.assign(product=product).duplicated(ENTRY, keep="last")


def _extensions(rows: pd.DataFrame) -> pd.Series:
    """Whether an entry is the extension of a park that has an entry of its own."""
    park = rows["holder_kind"].eq("park")
    name = rows["holder_name"].str.replace(EXTENSION, "", regex=True)
    return park & name.ne(rows["holder_name"]) & name.isin(rows.loc[park, "holder_name"])


def _shared(rows: pd.DataFrame, about: pd.Series) -> pd.Series:
    """Whether a certificate of one holder stands at several, as a group's at its subsidiaries."""
    single = rows[_said(about, "certificate")]
    holders = single.groupby(["title", "document_no"])["holder_id"].transform("nunique")
    return holders.reindex(rows.index).gt(1)


def _said(about: pd.Series, name: str) -> pd.Series:
    """Whether the catalogue says so of the entry's title."""
    return about.map(lambda title: getattr(title, name), na_action="ignore").eq(True)


def _outside(values: pd.Series, allowed: pd.Series) -> pd.Series:
    """Whether a value stands not in the list of its row; of rows that have both."""
    pairs = zip(values, allowed, strict=True)
    found = [isinstance(a, tuple) and pd.notna(v) and v not in a for v, a in pairs]
    return pd.Series(found, index=values.index, dtype=bool)


def _stars(score: float, title: Title | float) -> tuple[int, ...] | None:
    """The only grade that a score allows, in the titles that give grades by score."""
    if not isinstance(title, Title) or not title.scores or pd.isna(score):
        return None
    reached = sum(limit <= score for limit in title.scores)
    return title.grades[reached - 1 : reached] if reached else ()
