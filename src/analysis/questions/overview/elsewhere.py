"""Beside the counties: industries that pull, clusters beyond chance, land, targets in short."""

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from analysis.display.filters import capital
from analysis.display.labels import short_industry, value_label
from analysis.display.numbers import signed
from analysis.display.parts import Column, Gap, Order, Tone, gaps, section, sortable
from analysis.display.quantity_cards import figure_text
from analysis.display.sentences import of_release
from analysis.questions.overview.places import bracketed
from analysis.tables.registry import figures
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

PULLS = 6
"""So many industries that pull most are shown, and every one that holds growth back."""
ENDS = 5
"""So many clusters are shown at each end."""
CHANCE = 1.96
"""So many standard errors from the mean are 95 % of mere chance."""
SCOPES = ("city", "cells")
"""The lists of clusters, the one that is spoken of first."""
CLASSES = ("A", "B", "C", "D")
LIGHTS: dict[str, Tone] = {"green": "steady", "amber": "open", "red": "hard"}


def pulls(release: Release) -> pd.DataFrame:
    """Return the industries of the whole by pull, the largest first: those that may be shown."""
    rows = release.table("output_outlook") if release.has("output_outlook") else pd.DataFrame()
    if rows.empty:
        return rows
    own = rows[(rows["indicator"] == "output") & (rows["tier"] == "industry")]
    return own.sort_values("pull_pp", ascending=False, ignore_index=True)


def pulled(release: Release, lang: str) -> str:
    """Say which industries pull most and which hold growth back, and by how much."""
    most, drags = (
        [
            {"name": _industry(release, row["industry_code"], lang), "pull": row["pull_pp"]}
            for _, row in rows.iterrows()
        ]
        for rows in _ends(pulls(release))
    )
    return of_release(release, "overview").say(
        "pulled", lang, noun=release.city.measure.noun(lang), pulls=most, drags=drags[::-1]
    )


def _finding(release: Release, lang: str) -> str:
    """Name the industries that pull most, and those that hold growth back; empty without any."""
    rows = pulls(release)
    most, drags = _ends(rows)
    if most.empty and drags.empty:
        return ""
    return of_release(release, "overview").say(
        "industries_finding",
        lang,
        masked=int(rows["masked"].sum()),
        pulls=[{"name": _industry(release, code, lang)} for code in most["industry_code"]],
        drags=[{"name": _industry(release, code, lang)} for code in drags["industry_code"][::-1]],
    )


def _ends(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of `pulls` those that pull most, and all that hold back."""
    known = rows[rows["pull_pp"].notna()] if len(rows) else rows
    if known.empty:
        return known, known
    return known[known["pull_pp"] > 0].head(PULLS), known[known["pull_pp"] < 0]


def _industry(release: Release, code: str, lang: str) -> str:
    return short_industry(release.industry_names(lang).get(code, code))


def industries(release: Release, lang: str) -> Markup:
    """Return the industries that pull most, and every one that holds growth back."""
    rows, text = pulls(release), of_release(release, "overview")
    most, drags = _ends(rows)
    if most.empty and drags.empty:
        return Markup("")

    drawn = [
        Gap(
            _industry(release, row["industry_code"], lang),
            row["pull_pp"],
            _pulled(release, row, lang),
            "steady" if row["pull_pp"] >= 0 else "hard",
        )
        for _, row in pd.concat([most, drags]).iterrows()
    ]
    finding = _finding(release, lang)
    note = text.say("industries_note", lang, masked=int(rows["masked"].sum()))
    measure = text.say("industries_measure", lang, noun=release.city.measure.noun(lang))
    return section("industries", finding, gaps(drawn, ""), measure, note)


def _pulled(release: Release, row: pd.Series, lang: str) -> str:
    """A pull and the growth it comes from, which an industry new in the city has none of."""
    pull, growth = signed(row["pull_pp"], 2), row["ytd_growth_pct"]
    return pull if pd.isna(growth) else bracketed(release, pull, f"{signed(growth, 1)}%", lang)


def beyond_chance(release: Release) -> pd.DataFrame:
    """Return the clusters of the first list whose growth is judged, with `distance` and `outside`.

    `distance` is growth less the mean of all; `outside` whether it is more than chance.
    """
    if not release.has("cluster_positions"):
        return pd.DataFrame(columns=["outside"])
    rows = release.table("cluster_positions")
    estimates = release.table("cluster_estimates").drop(columns=["county_code", "masked"])
    rows = rows.merge(estimates, on=["cluster_id", "scope"], how="left")
    listed = next((scope for scope in SCOPES if (rows["scope"] == scope).any()), "")
    rows = rows[(rows["scope"] == listed) & rows["shrunk_growth_pct"].notna() & ~rows["masked"]]
    distance = rows["growth_pct"] - rows["mean_growth_pct"]
    outside = distance.abs() > CHANCE * rows["sampling_sd_pp"]
    return rows.assign(distance=distance, outside=outside).sort_values("distance", ascending=False)


def clusters(release: Release, lang: str) -> Markup:
    """Return the clusters whose growth is more than chance, the fastest first."""
    rows, text = beyond_chance(release), of_release(release, "overview")
    outside = rows[rows["outside"]] if len(rows) else rows
    if outside.empty:
        return Markup("")
    above, below = outside[outside["distance"] > 0], outside[outside["distance"] < 0]
    shown = pd.concat([above.head(ENDS), below.tail(ENDS)])
    names = [_cluster(release, row, lang) for _, row in shown.iterrows()]
    drawn = [
        Gap(
            name,
            row["distance"],
            bracketed(
                release, signed(row["distance"], 1), f"{signed(row['growth_pct'], 1)}%", lang
            ),
            "steady" if row["distance"] >= 0 else "hard",
        )
        for name, (_, row) in zip(names, shown.iterrows(), strict=True)
    ]
    finding = text.say(
        "clusters_finding",
        lang,
        above=[{"name": gap.name} for gap in drawn if gap.distance > 0],
        below=[{"name": gap.name} for gap in drawn[::-1] if gap.distance < 0],
    )
    note = text.say(
        "clusters_note",
        lang,
        outside=len(outside),
        shown=len(shown),
        judged=len(rows),
        mean=rows["mean_growth_pct"].iloc[0],
    )
    axis = text.labels("axes", lang)["mean"]
    measure = text.labels("measures", lang)["clusters"]
    return section("clusters", finding, gaps(drawn, axis), measure, note)


def clusters_withheld(release: Release, lang: str) -> str:
    """Return why chance in the growth of clusters is not told; empty if it is not withheld."""
    name = "cluster_estimates"
    if not release.has(name) or not release.table(name)["masked"].any():
        return ""
    return of_release(release, "clusters").labels("left_out", lang)["withheld"]


def _cluster(release: Release, row: pd.Series, lang: str) -> str:
    industry = release.industry_names(lang).get(row["industry_code"], row["industry_code"])
    return of_release(release, "overview").say(
        "cluster",
        lang,
        name=row["name"],
        county=release.county_name(lang, row["county_code"]),
        industry=short_industry(industry),
    )


def land(release: Release, lang: str) -> Markup:
    """Return tax per mu of the whole, its highest and lowest county, and the classes."""
    if release.why_omitted("scores"):
        return Markup("")
    text, rows = of_release(release, "overview"), release.quantities("scores")
    own = rows[rows["county_code"] == WHOLE].set_index("quantity")["value"]
    taxed = rows[(rows["quantity"] == "tax_per_mu") & (rows["county_code"] != WHOLE)]
    taxed = taxed[taxed["value"].notna()].set_index("county_code")["value"]
    unit = release.city.unit_of(figures()["tax_per_mu"][1])
    value = own.get("tax_per_mu", np.nan)
    if pd.isna(value):
        return Markup("")

    def said(county: str) -> str:
        shown = figure_text("tax_per_mu", unit, taxed[county], False, lang)
        return bracketed(release, release.county_name(lang, county), shown, lang)

    ends = (said(str(taxed.idxmax())), said(str(taxed.idxmin()))) if len(taxed) > 1 else (None,) * 2
    classes = [
        {
            "name": name,
            "number": own.get(f"class_{name.lower()}"),
            "change": own.get(f"class_{name.lower()}_change"),
        }
        for name in CLASSES
    ]
    paragraph = text.say(
        "land",
        lang,
        highest=ends[0],
        lowest=ends[1],
        evaluated=own.get("evaluated_enterprises"),
        classes=classes,
    )
    finding = text.say(
        "land_finding",
        lang,
        value=figure_text("tax_per_mu", unit, value, False, lang),
        growth=own.get("tax_per_mu_growth"),
    )
    measure = text.labels("measures", lang)["land"]
    return section("land", finding, Markup("<p>{}</p>").format(paragraph), measure)


def board(release: Release, lang: str) -> Markup:
    """Return the whole's targets: done beside the target, since last month, both lights."""
    if release.why_omitted("board"):
        return Markup("")
    text = of_release(release, "overview")
    rows = release.table("board_targets")
    rows = rows[rows["county_code"] == WHOLE]
    if rows.empty:
        return Markup("")
    states = release.table("board_states")
    own = states[states["county_code"] == WHOLE].set_index(["indicator", "state"])
    lights = states.loc[
        (states["county_code"] == WHOLE) & (states["state"] == "now"), "light"
    ].value_counts()
    names = text.labels("columns", lang)
    columns = [
        Column(names[key], "", key in ("change", "forecast"))
        for key in ("indicator", "target", "done", "change", "light", "forecast")
    ]
    cells = [_target(own, row, lang) for _, row in rows.iterrows()]
    counted = {name: int(lights.get(name, 0)) for name in LIGHTS}
    finding = text.say("board_finding", lang, targets=len(rows), **counted)
    title = text.labels("sections", lang)["board"]
    order = [Order("", list(range(len(rows))))]
    return section("board", finding, sortable("board-by", title, columns, cells, order, ""))


def _target(states: pd.DataFrame, row: pd.Series, lang: str) -> list[str]:
    def state(name: str, column: str) -> tuple[object, bool]:
        key = (row["indicator"], name)
        found = states.loc[key] if key in states.index else None
        return (np.nan, False) if found is None else (found[column], bool(found["masked"]))

    def light(name: str) -> str:
        code, _ = state(name, "light")
        if pd.isna(code):
            return ""
        word = value_label("board_states", "light", str(code), lang)
        return Markup('<span class="tone-{}">{}</span>').format(LIGHTS[str(code)], word)

    def number(value: object, masked: bool, change: bool = False) -> str:
        if pd.isna(row["figure"]):
            return ""
        return figure_text(row["figure"], row["unit"], value, masked, lang, change=change)  # type: ignore[arg-type]

    now, hidden = state("now", "value")
    past, hidden_before = state("before", "value")
    moved = float(now) - float(past)  # type: ignore[arg-type]
    return [
        escape(capital(row[f"name_{lang}"])),
        number(row["target_value"], False),
        number(now, hidden),
        number(moved, hidden or hidden_before, change=True),
        light("now"),
        light("year_end"),
    ]
