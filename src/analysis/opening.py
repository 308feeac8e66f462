"""How a notebook begins: its parameters are checked, its city is found, its tables are opened."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.choices import AUDIENCES, LANGUAGES, checked_period, known, one_of
from analysis.cities import find_city
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.tables.release import Release
    from analysis.tables.store import Store

_INJECTED = "# Parameters\n"  # how the cell begins that papermill writes
_GIVEN = re.compile(r"^(\w+) = ", re.MULTILINE)  # as it writes a parameter there
_DECLARED = re.compile(r"^(\w+): \w+ = ", re.MULTILINE)  # as notebooks declare theirs


def open_report(
    data: str | Path, county: str | int, period: str, lang: str, audience: str
) -> "Release":
    """Return the safe tables of one county, after a look at every parameter of the notebook.

    A city that is not yet ingested is ingested, what is not yet computed is computed.

    Parameters
    ----------
    data
        A city's name, folder or store, found from any directory (`find_city`); or the folder of
        an audience's released tables, as a batch hands it over.
    county
        A county's code, also as a number, or its name.
    period
        Last month of the cumulative period, `YYYY-MM`.
    lang, audience
        "zh" or "en"; "public", "county" or "internal".

    Raises
    ------
    DataError
        If a parameter has no such value, papermill was given a parameter that the notebook does
        not have, the city is not found or its raw files have errors.
    """
    from analysis import results

    _refuse_unknown_parameters()
    one_of("lang", lang, LANGUAGES)
    one_of("audience", audience, AUDIENCES)
    checked_period(period)
    folder, code = Path(str(data)), str(county)  # papermill's command line makes numbers of codes
    if not (folder / "release.json").is_file():
        store = open_store(find_city(folder))
        folder, code = store.root, store.city().place(code).code
    return results.open_release(folder, code, period, audience)  # type: ignore[arg-type]


def open_store(city: Path) -> "Store":
    """Return the store in a city's folder; ingested first if it was not, or by another version.

    Raises
    ------
    DataError
        If its raw files have errors, or `city.yaml` has changed since.
    """
    from analysis.tables.city import refuse_changed
    from analysis.tables.store import Store, current_version

    store = city / "store"
    ready = current_version(store) is not None and Store(store).fits
    if not ready and (city / "city.yaml").is_file():
        from analysis.intake import ingest

        errors = ingest(city).errors
        if errors:
            raise DataError(
                f"城市{city.name}尚未入库，其原始数据有{len(errors)}处错误，如：{errors[0].zh}"
                f"（全部见 analysis check {city}）",
                f"{city.name} is not ingested and its raw files have {len(errors)} errors, the "
                f"first: {errors[0].en} (all of them: analysis check {city})",
            )
    opened = Store(store)
    refuse_changed(city, opened.city())
    return opened


def _refuse_unknown_parameters() -> None:
    """Raise a DataError if papermill was given a parameter that the notebook does not declare.

    papermill writes what it is given into a cell of its own, whether the notebook knows the name
    or not, and warns on its log alone. The shell remembers the cells that were run.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    cells = shell.history_manager.input_hist_raw if shell else []
    declared = list(dict.fromkeys(name for cell in cells for name in _DECLARED.findall(cell)))
    for cell in cells if declared else ():
        for name in _GIVEN.findall(cell) if cell.startswith(_INJECTED) else ():
            known(name, declared)
