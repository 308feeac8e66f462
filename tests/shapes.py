"""Cities of any shape: a small synthetic one with parts taken away, and the text of its reports."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import IPython.display
import pandas as pd
import pytest

from analysis.intake import ingest
from analysis.reports.notebook import find_notebooks
from analysis.results import prepare
from analysis.sample import write_city
from analysis.tables.city import City
from analysis.tables.registry import questions
from analysis.tables.store import Store
from analysis.tables.version import write_version

NOTEBOOKS = find_notebooks(Path(__file__).parents[1] / "notebooks", ())
Tables = Mapping[str, pd.DataFrame]
NO_NUMBER = re.compile(r"(?<![\w.])(?:nan|NaN|None|inf|NaT|<NA>)(?![\w.])")


def small_city(root: Path, enterprises: int, seed: int) -> Store:
    """The store of a synthetic city of three counties."""
    write_city(root, counties=3, enterprises_per_county=enterprises, seed=seed)
    assert not ingest(root).errors
    return Store(root / "store")


def all_tables(store: Store) -> dict[str, pd.DataFrame]:
    """Every table with all its vintages."""
    return {name: store.read(name, vintages="all") for name in store.tables()}


def city_of(root: Path, city: City, tables: Tables, **changes: Any) -> Store:
    """Write the store of a city with these tables; `changes` of its configuration."""
    said = {**json.loads(city.model_dump_json()), **changes}
    changed = City.model_validate(said)
    known = {county.code for county in changed.counties}
    kept = {
        name: frame[frame["county_code"].isin(known)] if "county_code" in frame else frame
        for name, frame in tables.items()
    }
    source = {"path": str(root), "sha256": root.name, "table": "industry_month"}
    write_version(root, changed, kept, [source])
    return Store(root)


def since(tables: Tables, first: str) -> dict[str, pd.DataFrame]:
    """The tables from a period on."""
    return {
        name: frame[frame["period"] >= first] if "period" in frame else frame
        for name, frame in tables.items()
    }


def pages(
    store: Store, audience: str, patch: pytest.MonkeyPatch, lang: str = "zh"
) -> Iterator[tuple[str, str, str]]:
    """Run every notebook that the city can answer for every county: name, county, text."""
    city = store.city()
    edition = prepare(store.root, city.period, audience)  # type: ignore[arg-type]
    omitted = {
        name
        for name, said in json.loads((edition / "release.json").read_text("utf-8"))[
            "questions"
        ].items()
        if "omitted" in said
    }
    shown: list[str] = []
    patch.setattr(
        IPython.display, "display", lambda *objects, **_: shown.extend(map(_text, objects))
    )
    for path in NOTEBOOKS:
        cells = [
            "".join(cell["source"])
            for cell in json.loads(path.read_text("utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]
        if any(f"analysis.questions.{name} " in cells[1] for name in omitted & {*questions()}):
            continue
        for county in city.counties:
            shown.clear()
            given = {
                "county": county.code,
                "period": city.period,
                "lang": lang,
                "audience": audience,
                "data": str(edition),
            }
            names: dict[str, Any] = {}
            exec(cells[0], names)
            names |= given
            for cell in cells[1:]:
                exec(cell, names)
            yield path.stem, county.code, "\n".join(shown)


def _text(shown: Any) -> str:
    """What a reader sees of an object, without its pictures."""
    page = shown.get("text/html", "") if isinstance(shown, dict) else shown.data
    page = re.sub(r"(?s)<(style|script|svg)[^>]*>.*?</\1>|<img[^>]*>", "", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))
