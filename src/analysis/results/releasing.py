"""A question's answers for one audience: safe tables, handed out county by county.

<store>/released/<question>/<key>/<audience>/city/<table>.parquet      seen by every county
<store>/released/<question>/<key>/<audience>/<county>/<table>.parquet  seen by one county
<store>/released/<question>/<key>/<audience>/provenance.json           what it was made of
"""

import json
from pathlib import Path
from typing import get_args

import pandas as pd

from analysis.disclosure.door import Audience, protect
from analysis.errors import DataError
from analysis.results.answers import KEPT, answers, appearing, asked_for, read, write
from analysis.results.key import given, made_of, question_key
from analysis.tables import RESULT_TABLES
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.pruning import prune
from analysis.tables.release import ALL_UP_TO
from analysis.tables.store import Store


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
        patterns = _patterns(asked, audience)
        for file in sorted(found.glob("*.parquet")):
            _hand_out(partial, file.stem, read(file), patterns, audience, asked.city)
        provenance = {**made_of(asked), "sources": _sources(asked)}
        text = json.dumps(provenance, ensure_ascii=False, indent=1)
        (partial / "provenance.json").write_text(text, encoding="utf-8")
    prune(place.parents[1], keep=KEPT)
    return place


def released(store: Store, name: str, period: str, audience: str) -> Path:
    """Return where a question's tables for an audience lie, or will lie."""
    if audience not in get_args(Audience):
        listed = ", ".join(get_args(Audience))
        raise DataError(
            f"未知的读者“{audience}”：{listed}", f"unknown audience {audience!r}: {listed}"
        )
    return store.root / "released" / name / question_key(store, name, period) / audience


def _patterns(asked: Given, audience: Audience) -> list[pd.DataFrame] | None:
    """The withheld cells; none for the bureau itself, or where the source has protected all."""
    rules = asked.city.disclosure
    if audience == "internal" or rules.released_by_source or asked.question.cells is None:
        return None
    return asked.question.cells(asked, rules)


def _sources(asked: Given) -> list[dict[str, str]]:
    """The raw files of the tables that the question reads."""
    read_by = {table.name for table in asked.question.tables}
    return [
        {name: source[name] for name in ("path", "sha256", "vintage") if name in source}
        for source in asked.store.sources()
        if source.get("table") in read_by
    ]


def _hand_out(
    folder: Path,
    name: str,
    frame: pd.DataFrame,
    patterns: list[pd.DataFrame] | None,
    audience: Audience,
    city: City,
) -> None:
    declared = RESULT_TABLES[name]
    if declared.secret and audience != "internal":
        return
    pattern = _pattern_for(declared.cells, patterns)
    if not declared.by_county:
        # Written once for all counties; a county's own figures beside it, so that cost is linear.
        public = audience if audience == "internal" else "public"
        safe = protect(frame, declared, pattern, public)
        if "county_code" in safe and len(city.counties) > ALL_UP_TO:
            safe = safe.sort_values("county_code", kind="stable")  # a report reads some counties
        write(folder / "city" / f"{name}.parquet", safe)
        ending = ".own.parquet"
    else:
        ending = ".parquet"
    if declared.by_county or (audience == "county" and "county_code" in frame):
        # All counties at once, each row handed to its own.
        safe = protect(frame, declared, pattern, audience, frame["county_code"])
        groups = dict(iter(safe.groupby("county_code")))
        for county in (c.code for c in city.counties):
            write(folder / county / f"{name}{ending}", groups.get(county, safe.iloc[:0]))


def _pattern_for(
    cells: tuple[str, ...], patterns: list[pd.DataFrame] | None
) -> pd.DataFrame | None:
    if patterns is None or not cells:
        return None
    for pattern in patterns:
        if {*cells} == {*pattern.columns} - {"masked"}:
            return pattern
    raise ValueError(f"no pattern of withheld cells over {cells}")
