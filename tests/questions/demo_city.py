"""The store of what one question reads of the demo city, made anew from its raw files."""

import shutil
from pathlib import Path

import yaml

from analysis.intake import ingest
from analysis.tables.given import Given
from analysis.tables.question import Question, Tables
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


def answer_of(name: str, question: Question, folder: Path) -> Tables:
    """Return what a question answers of the demo city in November 2022, each table validated."""
    found = question.answer(Given(store_of(question, folder), name, question, "2022-11"))
    return {table.name: table.validate(found[table.name]) for table in question.answers}
