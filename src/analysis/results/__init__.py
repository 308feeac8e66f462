"""Result tables: computed once for the whole city, released through the one door.

A batch calls `prepare` once; every notebook calls `open_release`. A notebook run alone in
JupyterLab gets the same tables: what is missing is computed then and kept beside the store.

    <store>/results/<key>/<question>/<table>.parquet            everything; never leaves
    <store>/released/<key>/<audience>/city/<table>.parquet      seen by every county
    <store>/released/<key>/<audience>/<county>/<table>.parquet  seen by one county
    <store>/released/<key>/<audience>/city/drawn/…              figures that show all the same

How a question joins stands in `docs/new-question.md`.

The key is the hash of the store's version, the period, the package's code and the rules used, so
results are never older than what they were made from. The newest keys are kept, and all that were
made or asked for within a day; older ones are removed when new ones are made.
"""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pandas as pd

import analysis
from analysis import fingerprint
from analysis.disclosure.door import Audience, protect
from analysis.errors import DataError
from analysis.tables import RESULT_TABLES
from analysis.tables.city import City
from analysis.tables.pruning import prune
from analysis.tables.question import Question
from analysis.tables.registry import questions
from analysis.tables.release import ALL_UP_TO, Release
from analysis.tables.store import Store

REFERENCE = Path(analysis.__file__).parents[2] / "data" / "reference"
ROWS_READ = 8192
"""Rows of a file that are read together: a report skips those of counties it does not show."""
KEPT = 2
"""The present results and those before them."""

ROOMS = (
    *("tables", "periods", "growth", "forecast", "clusters", "scoring"),
    *("disclosure", "results", "questions"),
)


def code_fingerprint() -> str:
    """Return the hash of the code that computes results: other code may give others."""
    return fingerprint.of_code(*ROOMS)[:16]


def rules_fingerprints(question: Question) -> dict[str, str]:
    """Return path → hash of the reference files a question uses."""
    files = [
        file
        for name in question.rules
        for file in (
            sorted((REFERENCE / name).rglob("*"))
            if (REFERENCE / name).is_dir()
            else [REFERENCE / name]
        )
        if file.is_file()
    ]
    return {
        file.relative_to(REFERENCE).as_posix(): fingerprint.of_file(file)[:16] for file in files
    }


def key(store: Store, period: str) -> str:
    """Return the name of the results of a store's version and period: 16 hex digits."""
    rules = {name: h for q in questions().values() for name, h in rules_fingerprints(q).items()}
    made_of = json.dumps([store.version, period, code_fingerprint(), rules], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def prepare(data: str | Path, period: str, audience: Audience) -> Path:
    """Compute what is missing and return the folder of an audience's releases.

    Parameters
    ----------
    data
        The store's folder.
    period
        Last month of the cumulative period, `YYYY-MM`.
    audience
        "public", "county" or "internal".

    Raises
    ------
    DataError
        If the store does not exist or the audience is unknown.
    """
    if audience not in get_args(Audience):
        listed = ", ".join(get_args(Audience))
        raise DataError(
            f"未知的读者“{audience}”：{listed}", f"unknown audience {audience!r}: {listed}"
        )
    store = Store(Path(data))
    place = Path(data) / "released" / key(store, period) / audience
    if place.is_dir():
        _asked_for(place.parent)
        return place
    city = store.city()
    partial = place.with_name(f".partial-{uuid.uuid4().hex}")
    partial.mkdir(parents=True)
    try:
        for question in questions().values():
            if question.missing(store.tables()):
                continue
            answers = _answers(store, period, question)  # on disk: a nation's take gigabytes
            patterns = (
                None
                if city.disclosure.released_by_source
                else question.cells(store, period, city.disclosure)
            )
            for file in answers:
                _release(partial, file.stem, _read(file), patterns, audience, city)
        _write_facts(partial, store, city, period, audience)
        _appear(partial, place)
    finally:
        if partial.is_dir():
            shutil.rmtree(partial)
    for kind in ("results", "released"):
        prune(store.root / kind, keep=KEPT)
    return place


def _asked_for(folder: Path) -> None:
    """Mark a folder as used, so that it is not pruned."""
    with contextlib.suppress(PermissionError):  # whoever may not write does not prune either
        os.utime(folder)


def _answers(store: Store, period: str, question: Question) -> list[Path]:
    """Return the files of a question's result tables, of the last time if nothing has changed."""
    place = store.root / "results" / key(store, period) / question.name
    if place.is_dir():
        _asked_for(place.parent)
        return sorted(place.glob("*.parquet"))
    partial = place.with_name(f".partial-{uuid.uuid4().hex}")
    try:
        for name, frame in question.answer(store, period).items():
            _write(partial / f"{name}.parquet", RESULT_TABLES[name].validate(frame))
        _appear(partial, place)
    finally:
        if partial.is_dir():
            shutil.rmtree(partial)
    return sorted(place.glob("*.parquet"))


def _read(file: Path) -> pd.DataFrame:
    return pd.read_parquet(file, engine="pyarrow", use_threads=False)


def _appear(partial: Path, place: Path) -> None:
    """Give a finished folder its name, unless another process made the same meanwhile."""
    try:
        partial.replace(place)
    except OSError:
        if not place.is_dir():
            raise


def open_release(data: str | Path, county: str, period: str, audience: Audience) -> Release:
    """Return the safe tables of one county.

    Parameters
    ----------
    data
        The store's folder, or the folder of an audience's releases that `prepare` returned.
    county, period, audience
        As everywhere; they must fit the folder.

    Raises
    ------
    DataError
        If the city has no such county, or the folder was made for another period or audience.
    """
    folder = Path(data)
    if not (folder / "city" / "release.json").is_file():
        folder = prepare(folder, period, audience)
    release = Release(folder, county)
    code = release.city.county(county).code
    if code != county:
        release = Release(folder, code)
    if (release.period, release.audience) != (period, audience):
        raise DataError(
            f"数据是{release.period}、{release.audience}的，不是{period}、{audience}的",
            f"the tables are for {release.period}, {release.audience}; "
            f"not for {period}, {audience}",
        )
    return release


def _release(
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
        _write(folder / "city" / f"{name}.parquet", safe)
        ending = ".own.parquet"
    else:
        ending = ".parquet"
    if declared.by_county or (audience == "county" and "county_code" in frame):
        # All counties at once, each row handed to its own.
        safe = protect(frame, declared, pattern, audience, frame["county_code"])
        groups = dict(iter(safe.groupby("county_code")))
        for county in (c.code for c in city.counties):
            _write(folder / county / f"{name}{ending}", groups.get(county, safe.iloc[:0]))


def _pattern_for(
    cells: tuple[str, ...], patterns: list[pd.DataFrame] | None
) -> pd.DataFrame | None:
    if patterns is None or not cells:
        return None
    for pattern in patterns:
        if {*cells} == {*pattern.columns} - {"masked"}:
            return pattern
    raise ValueError(f"no pattern of withheld cells over {cells}")


def _write(file: Path, frame: pd.DataFrame) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(
        file, engine="pyarrow", index=False, write_page_checksum=True, row_group_size=ROWS_READ
    )


def _write_facts(folder: Path, store: Store, city: City, period: str, audience: Audience) -> None:
    industries = store.read("industries") if "industries" in store.tables() else None
    public_city = city.model_copy(update={"feeds": [], "targets": []})
    facts: Mapping[str, Any] = {
        "period": period,
        "audience": audience,
        "city": public_city.model_dump(),
        "industries": {}
        if industries is None
        else {
            row.industry_code: {"zh": row.name_zh, "en": row.name_en}
            for row in industries.itertuples()
        },
        "provenance": {
            "city_folder": store.root.resolve().parent.name,
            "store": store.version,
            "code": code_fingerprint(),
            "package": analysis.__version__,
            "rules": {n: h for q in questions().values() for n, h in rules_fingerprints(q).items()},
            "sources": [
                {name: source[name] for name in ("path", "sha256", "vintage") if name in source}
                for source in store.sources()
            ],
        },
    }
    place = folder / "city"
    place.mkdir(exist_ok=True)
    content = json.dumps(facts, ensure_ascii=False, indent=1)
    (place / "release.json").write_text(content, encoding="utf-8")
