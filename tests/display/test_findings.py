"""A line of every question that has something to say of a place."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display import findings as module
from analysis.display.findings import findings

VALUES = {"titles": 3.0, "permits": 0.0, "kilns": float("nan"), "help": 2.0}


@pytest.fixture
def release(monkeypatch):
    said = SimpleNamespace(headline=lambda release, lang: [f"{lang} first", "second"])
    nothing = SimpleNamespace(headline=lambda release, lang: [])
    monkeypatch.setattr(module, "questions", lambda: {**VALUES, "typed": 1, "ladder": 1})
    monkeypatch.setattr(
        module, "part", lambda name, file: {"typed": None, "help": nothing}.get(name, said)
    )
    rows = {
        name: pd.DataFrame({"county_code": ["1", "2"], "value": [value, 9.0]})
        for name, value in VALUES.items()
    }
    return SimpleNamespace(
        county="1",
        why_omitted=lambda name: {"zh": "无"} if name == "ladder" else None,
        quantities=rows.__getitem__,
    )


def test_only_what_has_figures_of_the_place_is_said(release):
    assert findings(release, "zh") == {"titles": "zh first"}
    assert findings(release, "zh", but=["titles"]) == {}
