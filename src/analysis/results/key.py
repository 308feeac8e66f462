"""The key of a question's results: the hash of all that they are made of, and of nothing else.

That is the period, the content of the tables it reads, what of the city it may see, its rules in
force, its code with all that this imports, and the libraries it computes with.
"""

import functools
import hashlib
import json
from importlib import metadata
from typing import Any

from analysis import fingerprint
from analysis.disclosure.ledger import Ledger, folder_of_ledger
from analysis.results.closure import code_hash
from analysis.tables.given import Given
from analysis.tables.question import Question
from analysis.tables.registry import figures, question
from analysis.tables.rules import REFERENCE
from analysis.tables.spec import Spec
from analysis.tables.store import Store

_LIBRARIES = ("numpy", "pandas", "pandera", "pyarrow", "scipy", "statsmodels")
_NOT_SEEN = {"document", "feeds", "period", "source", "licence"}
"""What of `city.yaml` no answer depends on."""


def given(store: Store, name: str, period: str) -> Given:
    """Return what a question is given; raises a DataError if its folder is broken."""
    return Given(store, name, question(name), period)


def question_key(store: Store, name: str, period: str) -> str:
    """Return the name of a question's results at a period: 16 hex digits."""
    return _hash(made_of(given(store, name, period)))


def release_key(store: Store, name: str, period: str, audience: str) -> str:
    """Return the name of a question's tables for an audience: 16 hex digits."""
    key = question_key(store, name, period)
    return key if audience == "internal" else _hash(key, released_apart(given(store, name, period)))


def released_apart(asked: Given) -> str:
    """Return the hash of what of other periods has been released and tells of the figures.

    The masks depend on it: the question's own, and those of figures that it quotes.
    """
    apart = _apart(asked.question, asked.period)
    if asked.question.quotes is not None:
        known = figures()
        for name, when, *_ in asked.question.quotes(asked):
            apart |= _apart(question(known[name][0]), when) if name in known else set()
    ledger = folder_of_ledger(asked.store.root.resolve().parent)
    return _hash(Ledger(ledger, copy=ledger).released(apart - {asked.period}))


def _apart(asked: Question, period: str) -> set[str]:
    """The other periods of which a question's masks at a period ask what has been released."""
    specs = (spec for spec in asked.disclosure if isinstance(spec, Spec))
    return {at for spec in specs for apart in spec.apart for at in apart.periods(period)}


def made_of(asked: Given) -> dict[str, Any]:
    """Return what the results of a question are made of, by kind."""
    held = {*asked.store.tables()}
    return {
        "question": asked.name,
        "period": asked.period,
        "tables": {
            table.name: asked.store.digest(table.name)
            for table in asked.question.tables
            if table.name in held
        },
        "city": asked.city.model_dump(mode="json", exclude=_NOT_SEEN),
        "settings": asked.settings.model_dump(mode="json"),
        "rules": rules_in_force(asked),
        "code": question_code(asked.name),
        "quoted": quoted(asked),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
    }


def quoted(asked: Given) -> dict[str, str]:
    """Return question and period (and day) → key of the answers whose figures are quoted.

    Those of a question that is broken are nobody's, and left out.
    """
    if asked.question.quotes is None:
        return {}
    known, named = figures(), asked.question.quotes(asked)
    quotes = {(known[name][0], *when) for name, *when in named if name in known}
    return {
        " ".join((name, period, *day)): question_key(
            asked.store.as_of(*day) if day else asked.store, name, period
        )
        for name, period, *day in sorted(quotes)
    }


def rules_in_force(asked: Given) -> dict[str, str]:
    """Return path → hash of the rule files that a question uses."""
    files = [file for rules in asked.question.rules for file in asked.files(rules)]
    return {
        file.relative_to(REFERENCE).as_posix(): fingerprint.of_file(file)[:16] for file in files
    }


@functools.cache
def question_code(name: str) -> str:
    """Return the hash of a question's code, of what it imports, and of what releases it."""
    return code_hash([f"analysis.questions.{name}.question", "analysis.results"])[:16]


def _hash(*facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
