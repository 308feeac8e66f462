"""Write the notebooks once more, with the parameters of a small slice of each city, for nbval.

    python -m tests.slices FOLDER

The synthetic slice has few counties and enterprises, in the same raw layouts; the real city is
small as it is. The shared steps run here, so that no notebook repeats them.
"""

import shutil
import sys
from pathlib import Path

import nbformat
import papermill

from analysis.intake import ingest
from analysis.reports.notebook import find_notebooks, read_notebook
from analysis.results import prepare
from analysis.sample import write_city
from analysis.tables.registry import questions
from analysis.tables.store import Store

ROOT = Path(__file__).parents[1]
AUDIENCES = {"new-jersey": "public", "slice": "internal"}


def main(folder: Path) -> None:
    """Write one notebook for each city, notebook and language that differs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sliced = folder / "data" / "slice"
    write_city(sliced, counties=4, enterprises_per_county=40, seed=4)
    for city, lang in ((sliced, "zh"), (ROOT / "data" / "new-jersey", "en")):
        intake = ingest(city)
        if intake.errors:
            raise SystemExit(f"{city}: {[fault.en for fault in intake.errors]}")
        write(folder, city, lang)


def write(folder: Path, city: Path, lang: str) -> None:
    """Write the notebooks of one city for its first county."""
    data = (city / "store").resolve()
    store = Store(data)
    audience = AUDIENCES[city.name]
    period = store.city().period
    prepare(data, period, audience)  # type: ignore[arg-type]
    parameters = {
        "county": store.city().counties[0].code,
        "period": period,
        "lang": lang,
        "audience": audience,
        "data": str(data),
    }
    for path in find_notebooks(ROOT / "notebooks", ()):
        omitted = [name for name in read_notebook(path).questions if not answered(store, name)]
        if omitted:
            continue
        written = folder / f"{city.name}-{path.name}"
        papermill.execute_notebook(path, written, parameters, prepare_only=True)
        uncomment(written)


def uncomment(path: Path) -> None:
    """Take the `# ` from the lines that a notebook ends with, "change something"."""
    notebook = nbformat.read(path, as_version=4)
    said, *lines = notebook.cells[-1].source.splitlines()
    notebook.cells[-1].source = "\n".join([said, *(line.removeprefix("# ") for line in lines)])
    nbformat.write(notebook, path)


def answered(store: Store, name: str) -> bool:
    """Whether a city has the data of a question."""
    return not questions()[name].missing(store.tables())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
