"""A batch as it lies there when it is done, written by hand: a city, pages, their manifest."""

import hashlib
from pathlib import Path

import pandas as pd

from analysis.reports.manifest import Manifest, Record
from analysis.reports.run import Folders, Heading, Name, Run
from analysis.tables import TABLES
from analysis.tables.city import City
from analysis.tables.version import write_version
from tests.releases import city_of

PERIOD = "2022-11"
NAME = "云渚区恒瑞虚拟纺织有限公司（虚构）"
CODE = "91130500MA00001460"
COUNTIES = ("990101", "990102")


def city_with_an_enterprise(folder: Path) -> Path:
    """Write the store of a city that has one enterprise."""
    city = City.model_validate(city_of([*COUNTIES]))
    row = {"uscc": CODE, "name": NAME, "county_code": "990101", "industry_code": "17"}
    row |= {"size": "small", "above_scale": True, "vintage": "2022-12-05"}
    firms = pd.DataFrame([row]).reindex(columns=[*TABLES["enterprises"].columns])
    write_version(
        folder / "store", city, {"counties": city.counties_table(), "enterprises": firms}, []
    )
    return folder


def page_of(county: str, audience: str, body: str = "<p>共12家。</p>") -> str:
    return (
        f'<!doctype html><html><head><meta name="report" content="{county} {PERIOD} {audience}">'
        f"</head><body><h1>产值</h1>{body}</body></html>"
    )


def finish(city: Path, out: Path, audience: str = "public", **bodies: str) -> Path:
    """Write a batch's pages, one a county, and return their folder; `bodies` by `c<county>`."""
    folders = Folders.under(out, city.name, PERIOD, audience)
    folders.create()
    manifest = Manifest(folders.released)
    for county in COUNTIES:
        page = page_of(county, audience, **_body(bodies, county)).encode()
        place = folders.released / county / "01_output.zh.html"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(page)
        done = ("done", "1", "1", "k", hashlib.sha256(page).hexdigest(), "t", "")
        manifest.append(Record("01_output", county, "zh", "", *done))
    manifest.close()
    return folders.released


def runs_now(*_: object) -> dict[Name, Run]:
    """The runs that would make those pages now."""
    nowhere = Path("x")
    names = [Name("01_output", county, "zh") for county in COUNTIES]
    return {
        name: Run(name, nowhere, {}, Heading("zh", ""), nowhere, nowhere, "k") for name in names
    }


def _body(bodies: dict[str, str], county: str) -> dict[str, str]:
    return {"body": bodies[f"c{county}"]} if f"c{county}" in bodies else {}
