"""A question's answers for one audience: safe tables, handed out county by county.

<store>/released/<question>/<key>/<audience>/city/<table>.parquet      seen by every county
<store>/released/<question>/<key>/<audience>/<county>/<table>.parquet  seen by one county
<store>/released/<question>/<key>/<audience>/provenance.json           what it was made of
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.choices import AUDIENCES, Audience, one_of
from analysis.disclosure.door import protect
from analysis.results.answers import answers, withheld
from analysis.results.kept import KEPT, appearing, asked_for, read, write
from analysis.results.key import given, made_of, quoted, release_key
from analysis.results.quantities import NAME as QUANTITIES
from analysis.results.quantities import quantities
from analysis.tables import RESULT_TABLES
from analysis.tables.city import City
from analysis.tables.disclosure_rules import PRIVATE
from analysis.tables.given import Given
from analysis.tables.neighbours import ALL_UP_TO
from analysis.tables.pruning import prune
from analysis.tables.registry import question
from analysis.tables.result import ResultTable
from analysis.tables.store import Store
from analysis.tables.territory import WHOLE


def release(store: Store, name: str, period: str, audience: Audience) -> Path:
    """Return the folder of what an audience may see of a question; made unless it is there.

    Raises
    ------
    DataError
        If the audience is unknown, or as `answers`.
    """
    place = released(store, name, period, audience)
    if place.is_dir():
        asked_for(place.parent)
        return place
    found = answers(store, name, period)
    asked = given(store, name, period)
    with appearing(place) as partial:
        whole = audience == "internal" or asked.city.disclosure.released_by_source
        masks = None if whole else withheld(asked, found)
        for file in sorted(found.glob("*.parquet")):
            _hand_out(partial, file.stem, read(file), masks, audience, asked.city)
        _hand_out_quantities(partial, asked, audience, found, masks)
        provenance = {**made_of(asked), "sources": _sources(asked)}
        for rule in PRIVATE:
            provenance["city"]["disclosure"].pop(rule)
        text = json.dumps(provenance, ensure_ascii=False, indent=1)
        (partial / "provenance.json").write_text(text, encoding="utf-8")
    prune(place.parents[1], keep=KEPT)
    return place


def _hand_out_quantities(
    folder: Path,
    asked: Given,
    audience: Audience,
    found: Path,
    masks: Mapping[str, pd.DataFrame] | None,
) -> None:
    """Write the quantities that all may see, and beside them those of each county that it may."""
    named, counties = asked.question.quantities, [c.code for c in asked.city.counties]
    declared = {
        q.table.name: q.table for q in named if audience == "internal" or not q.table.secret
    }
    held = {name: read(file) for name in declared if (file := found / f"{name}.parquet").is_file()}
    public: Audience = "internal" if audience == "internal" else "public"
    safe = {
        name: protect(frame, declared[name], _mask(declared[name], masks), public)
        for name, frame in held.items()
    }
    shown = quantities(named, safe, counties, asked.period)
    write(folder / WHOLE / f"{QUANTITIES}.parquet", shown)
    withheld = shown.loc[shown["masked"] & shown["county_code"].isin(counties), "county_code"]
    if audience == "county" and len(withheld):
        whole = {name: frame.assign(masked=False) for name, frame in held.items()}
        own = quantities(named, whole, counties, asked.period).set_index(
            ["quantity", "county_code"]
        )
        known = shown.set_index(["quantity", "county_code"])
        mine = known.assign(value=own["value"], masked=False).reset_index()
        for county, rows in mine[mine["county_code"].isin(withheld)].groupby("county_code"):
            write(folder / str(county) / f"{QUANTITIES}.own.parquet", rows)


def _mask(declared: ResultTable, masks: Mapping[str, pd.DataFrame] | None) -> pd.DataFrame | None:
    """Which cells of a table are withheld; None where nothing is."""
    return masks[declared.name] if masks is not None and declared.cells else None


def released(store: Store, name: str, period: str, audience: str) -> Path:
    """Return where a question's tables for an audience lie, or will lie."""
    one_of("audience", audience, AUDIENCES)
    return store.root / "released" / name / release_key(store, name, period, audience) / audience


def _sources(asked: Given) -> list[dict[str, str]]:
    """The raw files of the tables that the question reads."""
    asked_of = [asked.question, *(question(key.split()[0]) for key in quoted(asked))]
    read_by = {table.name for each in asked_of for table in each.tables}
    return [
        {name: source[name] for name in ("path", "sha256", "vintage", "rows") if name in source}
        for source in asked.store.sources()
        if source.get("table") in read_by
    ]


def _hand_out(
    folder: Path,
    name: str,
    frame: pd.DataFrame,
    masks: Mapping[str, pd.DataFrame] | None,
    audience: Audience,
    city: City,
) -> None:
    declared = RESULT_TABLES[name]
    if declared.secret and audience != "internal":
        return
    pattern = _mask(declared, masks)
    if not declared.by_county:
        # Written once for all counties; a county's own figures beside it, so that cost is linear.
        public = audience if audience == "internal" else "public"
        safe = protect(frame, declared, pattern, public)
        if "county_code" in safe and len(city.counties) > ALL_UP_TO:
            safe = safe.sort_values("county_code", kind="stable")  # a report reads some counties
        write(folder / WHOLE / f"{name}.parquet", safe)
        ending = ".own.parquet"
    else:
        ending = ".parquet"
    own = audience == "county" and pattern is not None and "county_code" in frame
    if declared.by_county or own:
        # All counties at once, each row handed to its own.
        safe = protect(frame, declared, pattern, audience, frame["county_code"])
        groups = dict(iter(safe.groupby("county_code")))
        for county in (c.code for c in city.counties):
            write(folder / county / f"{name}{ending}", groups.get(county, safe.iloc[:0]))
