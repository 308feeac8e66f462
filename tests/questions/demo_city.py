"""The store of what one question reads of the demo city, made anew from its raw files."""

import shutil
from pathlib import Path

import yaml

from analysis.intake import ingest
from analysis.tables.question import Question
from analysis.tables.store import Store

DEMO = Path(__file__).parents[2] / "data" / "demo-city"


def store_of(question: Question, folder: Path) -> Store:
    """Ingest the raw files of the question's tables into a folder; there must be no error."""
    city = folder / "demo-city"
    (city / "raw").mkdir(parents=True)
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    read = {table.name for table in question.tables}
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] in read]
    for feed in declared["feeds"]:
        for path in (DEMO / "raw").glob(feed["files"]):
            shutil.copy(path, city / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (city / "city.yaml").write_text(text, encoding="utf-8")
    assert not ingest(city).errors
    return Store(city / "store")
