"""A page made again, of the data as they are now."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.errors import DataError
from analysis.reports.batch import run_batch
from analysis.reports.parameters import read_parameters
from analysis.reports.plan import make_plan
from analysis.reports.process import default_engine
from analysis.reports.settings import Settings
from analysis.reports.steps import SharedStepsError


def made_again(
    city: Path, notebooks: Path, facts: Mapping[str, str], parameters: Sequence[str] = ()
) -> str:
    """Return the HTML of one report; nothing is left of it in any folder of outputs.

    Parameters
    ----------
    city
        `data/<city>`, with a store.
    notebooks
        Where the notebooks are.
    facts
        `notebook`, `county`, `period`, `lang`, `audience`.
    parameters
        What else the notebook is given: `name=value`.

    Raises
    ------
    DataError
        If the report cannot be made, and why.
    """
    ended: dict[str, Any] = {}

    def listen(event: Mapping[str, Any]) -> None:
        if event["event"] in ("end", "omitted"):
            ended.update(event)

    with tempfile.TemporaryDirectory() as out:
        plan = make_plan(
            city,
            notebooks,
            Path(out),
            [facts["notebook"]],
            [facts["county"]],
            facts["period"],
            facts["lang"],
            facts["audience"],
            read_parameters(parameters),
        )
        wanted = [run for run in plan.runs if run.name.notebook == facts["notebook"]]
        for omission in plan.omissions if not wanted else ():
            raise DataError(omission.zh, omission.en)
        try:
            run_batch(plan, Settings(default_engine(), jobs=1), listen)
        except SharedStepsError as error:
            raise _not_made(str(error), str(error)) from error
        if not wanted[0].html.is_file():
            why = ended.get("where", "")
            raise _not_made(ended.get("zh", why), ended.get("en", why))
        return wanted[0].html.read_text(encoding="utf-8")


def _not_made(zh: str, en: str) -> DataError:
    return DataError(f"页面不能重新生成：{zh}", f"the page cannot be made again: {en}")
