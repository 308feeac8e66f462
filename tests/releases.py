"""Releases written by hand: an edition, and the tables of one question as an audience sees them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.tables.release import Release


def city_of(codes, **more):
    """What `city.yaml` says of a city without raw files.

    `codes` are the counties', by which they are named, or code → names in Chinese and English;
    `more` takes the place of what it has otherwise.
    """
    named = codes if isinstance(codes, Mapping) else {code: (code, code) for code in codes}
    return {
        "name": {"zh": "示例市", "en": "Sample City"},
        "period": "2022-11",
        "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
        "source": {"zh": "合成", "en": "synthetic"},
        "licence": "CC0-1.0",
        "counties": [
            {"code": code, "name": {"zh": zh, "en": en}, "kind": "county"}
            for code, (zh, en) in named.items()
        ],
        "feeds": [],
        **more,
    }


def write_release(
    root: Path,
    question: str,
    city: dict,
    tables: dict[str, pd.DataFrame],
    county: str,
    audience: str = "public",
) -> Release:
    """Write tables that all counties see, and return the release of one county."""
    folder = Path("released") / question / "key" / audience
    shared = root / folder / "city"
    shared.mkdir(parents=True)
    for name, table in tables.items():
        table.to_parquet(shared / f"{name}.parquet", index=False, write_page_checksum=True)
    made_of = {"tables": {}, "rules": {}, "code": "c"}
    (root / folder / "provenance.json").write_text(json.dumps(made_of), encoding="utf-8")
    edition = root / "editions" / "edition"
    edition.mkdir(parents=True)
    facts = {
        "period": city["period"],
        "audience": audience,
        "city": city,
        "industries": {},
        "city_folder": "sample-city",
        "package": "1",
        "questions": {question: {"folder": str(folder)}},
    }
    (edition / "release.json").write_text(json.dumps(facts), encoding="utf-8")
    return Release(edition, county)
