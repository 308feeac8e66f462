"""What is said of the list above scale, and its rows with names in the place of codes."""

import pandas as pd
from great_tables import GT

from analysis.display.forms.course import Line
from analysis.display.labels import label, value_label
from analysis.display.marks import mark
from analysis.display.numbers import chance
from analysis.display.own_rows import county_names
from analysis.display.sentences import of_release
from analysis.display.style import BLUE, MUTED
from analysis.display.tables import publication_table
from analysis.tables.finding import FOUND
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

QUESTION = "above_scale"
TITLE = {"zh": "规上企业培育", "en": "Enterprises above scale"}
INTERNAL = {
    "above_scale_candidates": (
        *("county_code", "township", "name", "stage", "year_10k_cny", "gap_10k_cny"),
        *("chance_pct", "papers_missing", "batch", "days_left"),
    ),
    "above_scale_risks": (
        *("county_code", "name", "band", "year_10k_cny", "change_pct", "chance_pct"),
    ),
    "above_scale_findings": ("county_code", "finding", "name", *FOUND, "against"),
}
"""What the internal edition lists of single enterprises."""
COMPARED = ("entered", "exited", "net", "net_last_year")


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    own = {**_own(release, "above_scale_balance"), **_own(release, "above_scale_outlook")}
    batches = release.table("above_scale_batches")
    yearly = batches[batches["batch"] != "monthly"].head(1)
    slots = own | {
        "county": release.county_name(lang),
        "period": release.period,
        "withheld": bool(own.get("masked", False)),
    }
    for batch in yearly.to_dict("records"):
        slots |= {
            "batch": value_label("above_scale_batches", "batch", batch["batch"], lang),
            "due": f"{batch['due_on']:%Y-%m-%d}",
            "days": batch["days_left"],
        }
    said = of_release(release, QUESTION)
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def flow(release: Release, lang: str) -> pd.DataFrame:
    """Return the steps from the list at the year's start to the one expected: a waterfall's rows.

    Columns `name`, `stock` (a level, or a change with its sign), `level`, `expected`. Kinds that
    did not occur are left out, and so is what is expected where it is withheld or not known.
    """
    words = of_release(release, QUESTION).labels("steps", lang)
    book, ahead = _own(release, "above_scale_balance"), _own(release, "above_scale_outlook")
    events = release.table("above_scale_events").query("county_code == @release.county")
    events = events[events["enterprises"] > 0]
    names = [value_label("above_scale_events", "event", code, lang) for code in events["event"]]
    names = [name[:1].upper() + name[1:] for name in names]
    changes = zip(names, events["enterprises"] * events["sign"], strict=True)
    rows = [
        (words["start"], book["stock_start"], True, False),
        *((name, change, False, False) for name, change in changes),
        (words["now"], book["stock"], True, False),
    ]
    if pd.notna(ahead["expected_net"]):
        rows += [
            (words["entries"], ahead["entries"], False, True),
            (words["exits"], -ahead["exits"], False, True),
            (words["end"], ahead["stock_expected"], True, True),
        ]
    return pd.DataFrame(rows, columns=["name", "stock", "level", "expected"])


def months(release: Release) -> pd.DataFrame:
    """Return the county's net increase by month of both years, months as text of two digits."""
    rows = release.table("above_scale_months").query("county_code == @release.county")
    return rows.assign(month=rows["month"].map("{:02.0f}".format))


def years(release: Release) -> dict[str, Line]:
    """Return how the lines of last year and of this are drawn: in steps, as batches come."""
    year = int(release.period[:4])
    last, this = str(year - 1), str(year)
    return {
        "last": Line(last, MUTED, 1.6, "-", steps=True),
        "this": Line(this, BLUE, 2.2, "-", steps=True),
    }


def side_by_side(release: Release, lang: str) -> GT:
    """Return the counties against their tasks, the whole territory last."""
    rows = release.table("above_scale_balance").drop(columns=["target", "masked"])
    rows = rows.merge(release.table("above_scale_outlook"), on="county_code")
    rows = rows[rows["county_code"].isin([*release.neighbours, WHOLE])]
    columns = ["target", *COMPARED, "candidates", "expected_net", "chance_pct"]
    titles = {
        name: label(
            f"above_scale_{'balance' if name in COMPARED else 'outlook'}", name, lang, False
        )
        for name in columns
    }
    bold = [n for n, code in enumerate(rows["county_code"]) if code in (release.county, WHOLE)]
    chances = [
        mark(masked) if pd.isna(pct) else chance(pct, lang)
        for pct, masked in zip(rows["chance_pct"], rows["masked"], strict=True)
    ]
    rows = rows.assign(county_code=county_names(release, rows, lang), chance_pct=chances)
    return publication_table(
        rows[["county_code", *columns, "masked"]],
        "above_scale_outlook",
        lang,
        title=of_release(release, QUESTION).labels("titles", lang)["counties"],
        titles=titles,
        decimals=dict.fromkeys(COMPARED, 0),
        bold_rows=bold,
    )


def _own(release: Release, table: str) -> dict[str, float]:
    rows = release.table(table).query("county_code == @release.county")
    return rows.iloc[0].drop("county_code").to_dict()
