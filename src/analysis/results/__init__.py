"""Result tables: computed once for the whole city, released through the one door.

A batch releases each question and writes an edition, which says where each lies and which could
not be answered; every notebook calls `open_release`. A notebook run alone in JupyterLab gets the
same tables: a question's are made when one of them is first asked for.

    <store>/editions/<hash>/release.json   period, audience, city, where each question's tables lie

How a question joins stands in `docs/en/own-question.md`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import analysis
from analysis.choices import Audience
from analysis.errors import DataError
from analysis.results.answers import answerable
from analysis.results.kept import KEPT, appearing, asked_for
from analysis.results.key import question_key, release_key
from analysis.results.releasing import release, released
from analysis.tables.city import wording
from analysis.tables.disclosure_rules import PRIVATE
from analysis.tables.pruning import prune
from analysis.tables.registry import broken, questions
from analysis.tables.release import Release
from analysis.tables.store import Store

Omitted = Mapping[str, tuple[str, str]]
"""Question → why it has no answer, in Chinese and English."""


def edition(store: Store, period: str, audience: str, omitted: Omitted | None = None) -> Path:
    """Return the folder that says where the questions' tables for an audience lie.

    Nothing is computed: a table may not be there yet.
    """
    faults = {name: (error.zh, error.en) for name, error in broken().items()}
    left_out = {**faults, **(omitted or {})}
    places: dict[str, Any] = {
        name: {"omitted": dict(zip(("zh", "en"), left_out[name], strict=True))}
        if name in left_out
        else {"folder": str(released(store, name, period, audience).relative_to(store.root))}
        for name in (*questions(), *broken())
    }
    industries = store.read("industries") if "industries" in store.tables() else None
    facts = {
        "period": period,
        "audience": audience,
        # Of the city nothing that a reader need not know: no raw files, none of the rules.
        "city": store.city()
        .model_copy(update={"feeds": [], "targets": []})
        .model_dump(exclude={"disclosure": PRIVATE}),
        "industries": {}
        if industries is None
        else {
            row.industry_code: {"zh": row.name_zh, "en": row.name_en}
            for row in industries.itertuples()
        },
        "city_folder": store.root.resolve().parent.name,
        "package": analysis.__version__,
        "text": wording(store.root.resolve().parent),
        "questions": places,
    }
    content = json.dumps(facts, ensure_ascii=False, indent=1)
    place = store.root / "editions" / hashlib.sha256(content.encode()).hexdigest()[:16]
    if place.is_dir():
        asked_for(place)
        return place
    with appearing(place) as partial_folder:
        (partial_folder / "release.json").write_text(content, encoding="utf-8")
    prune(place.parent, keep=KEPT)
    return place


def prepare(
    data: str | Path, period: str, audience: Audience, asked: Iterable[str] | None = None
) -> Path:
    """Answer questions now, all by default, and return the edition that says where they lie.

    One that the data cannot answer is left out with its reason.
    """
    store, omitted = Store(Path(data)), {}
    for name in questions() if asked is None else asked:
        try:
            release(store, name, period, audience)
        except DataError as error:
            omitted[name] = error.zh, error.en
    return edition(store, period, audience, omitted)


def open_release(data: str | Path, county: str, period: str, audience: Audience) -> Release:
    """Return the safe tables of one county.

    Parameters
    ----------
    data
        The store's folder, or the folder of an edition.
    county, period, audience
        As everywhere; they must fit the folder. The county "city" is the whole territory.

    Raises
    ------
    DataError
        If the city has no such county, or the folder was made for another period or audience.
    """
    folder = Path(data)
    if (folder / "release.json").is_file():
        opened = Release(folder, county)
    else:
        store = Store(folder)
        make = partial(_made, store, period, audience)
        opened = Release(edition(store, period, audience), county, make=make)
    code = opened.city.place(county).code
    if code != county:
        opened = opened.for_county(code)
    if (opened.period, opened.audience) != (period, audience):
        raise DataError(
            f"数据是{opened.period}、{opened.audience}的，不是{period}、{audience}的",
            f"the tables are for {opened.period}, {opened.audience}; not for {period}, {audience}",
        )
    return opened


def _made(store: Store, period: str, audience: Audience, name: str) -> None:
    release(store, name, period, audience)


__all__ = [
    "answerable",
    "edition",
    "open_release",
    "prepare",
    "question_key",
    "release",
    "release_key",
]
