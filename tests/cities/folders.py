"""Real panels in a city's folder as an analyst wrote them, read through `../shared/cities`."""

import shutil
from pathlib import Path

import pytest
import yaml

from analysis.intake import ingest
from analysis.results import open_release, prepare
from analysis.tables.release import Release
from analysis.tables.store import Store

CITIES = Path(__file__).parents[3] / "shared" / "cities"
NAMES = {
    "taiwan": {"zh": "上市公司营业收入", "en": "revenue of listed companies"},
    "eu-ipi": {"zh": "制造业生产指数", "en": "manufacturing production index"},
}


def city_folder(name: str, root: Path) -> Path:
    """Copy a city, with its classification of industries beside it; the test is skipped without.

    What `check` asks for is done: the measure is called by its name, an index is said to be one;
    countries are called so.
    """
    if not (CITIES / name).is_dir():
        pytest.skip("../shared/cities is not here")
    folder = Path(shutil.copytree(CITIES / name, root / name))
    declared = yaml.safe_load((folder / "city.yaml").read_text("utf-8"))
    measure = declared["measure"]
    for feed in declared["feeds"]:
        feed.get("constants", {}).pop("enterprises", None)  # nobody counted them
    if said := NAMES.get(name.removesuffix("-yoy")):
        measure["name"] = said
    if name == "eu-ipi":
        measure["kind"] = "index"
        declared["parts"] = {"zh": "国家", "en": "country", "many": "countries"}
    (folder / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    own = folder / "reference" / "industries"
    own.mkdir(parents=True)
    shutil.copy(CITIES / "reference_industries" / f"{declared['industries']}.csv", own)
    return folder


def released(folder: Path, *questions: str) -> Release:
    """Ingest a city and answer some questions; the release of its first county."""
    assert not ingest(folder).errors
    store = Store(folder / "store")
    city = store.city()
    edition = prepare(store.root, city.period, "public", questions)
    return open_release(edition, city.counties[0].code, city.period, "public")
