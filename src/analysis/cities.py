"""Where cities are found, by name or by folder, from whichever directory a program works in."""

import os
from pathlib import Path

from analysis.errors import DataError

VARIABLE = "ANALYSIS_DATA"
"""The environment variable that names a folder of cities kept apart from the package."""
REPOSITORY = Path(__file__).parents[2]


def find_city(data: str | Path) -> Path:
    """Return the folder of a city.

    Parameters
    ----------
    data
        The city's name (`demo-city`), its folder, or its store. It is looked for as a path; in
        the folder that `ANALYSIS_DATA` names; in `data/` of the working directory and of each
        folder above it; in `data/` of the repository that the package lies in.

    Raises
    ------
    DataError
        If it is nowhere; the sentence says where it was looked for and which cities there are.
    """
    folders = _folders_of_cities()
    for place in (Path(data), *(above / data for f in folders for above in (f, f.parent))):
        if (place / "city.yaml").is_file() or (place / "store").is_dir():
            return place
        if place.name == "store" and (place / "current.json").is_file():
            return place.parent
    looked = ", ".join(map(str, [Path.cwd(), *folders]))
    listed = ", ".join(known_cities()) or "–"
    raise DataError(
        f"找不到城市“{data}”，找过：{looked}；那里有城市：{listed}",
        f"no city {str(data)!r}; looked in {looked}, where there are the cities: {listed}",
    )


def known_cities() -> list[str]:
    """Return the names of the cities that are found by name from here, in order."""
    files = (file for folder in _folders_of_cities() for file in folder.glob("*/city.yaml"))
    return sorted({file.parent.name for file in files})


def _folders_of_cities() -> list[Path]:
    named = [Path(os.environ[VARIABLE])] if VARIABLE in os.environ else []
    here = Path.cwd()
    found = [*named, *(folder / "data" for folder in (here, *here.parents, REPOSITORY))]
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]
