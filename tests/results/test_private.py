"""Nothing of the rules of disclosure stands in what is handed out."""

import json

from analysis import results
from analysis.tables.disclosure_rules import PRIVATE
from analysis.tables.store import Store


def test_the_rules_stand_in_no_released_file(store, calls):
    store = Store(store)
    folder = results.release(store, "test", "2022-11", "public")
    edition = results.edition(store, "2022-11", "public")
    for file in (edition / "release.json", folder / "provenance.json"):
        said = json.loads(file.read_text(encoding="utf-8"))["city"]["disclosure"]
        assert {*said} == {"released_by_source"}
        assert not PRIVATE & {*said}
