"""The folder of raw files: workbooks and CSV files by name, and the feeds that read them."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from analysis.sample.raw_file import RawFile, RawSheet, csv_bytes, write_workbook


def write_files(
    files: list[RawFile], folder: Path, flat: bool, group: int | None = None
) -> tuple[list[Path], list[dict[str, Any]]]:
    """Write the files; return the paths written and a feed of `city.yaml` for each file.

    `flat` makes every file a CSV file. `group` numbers the files of a group of counties; the feeds
    then name the files of all groups.
    """
    ending, every = ("", "") if group is None else (f"_第{group:02d}组", "_第*组")
    together: dict[str, list[RawFile]] = defaultdict(list)
    for file in files:
        together[file.stem].append(file)
    paths: dict[Path, None] = {}
    feeds = []
    for file in files:
        beside = together[file.stem]
        encoding = file.encoding or ("gbk" if flat else "")
        sheets = f"_{file.sheets[0].name}" if len(beside) > 1 else ""
        if encoding:
            name = f"{file.stem}{sheets}{{}}.csv"
            path = folder / name.format(ending)
            path.write_bytes(csv_bytes(file.sheets, encoding))
            paths[path] = None
        elif file.book_each:
            name = f"{file.stem}_*{{}}.xlsx"
            for sheet in file.sheets:
                path = folder / f"{file.stem}_{sheet.name}{ending}.xlsx"
                write_workbook(path, [sheet])
                paths[path] = None
        else:
            name = f"{file.stem}{{}}.xlsx"
            path = folder / name.format(ending)
            if path not in paths:
                write_workbook(path, _sheets(beside))
            paths[path] = None
        table = file.feed["table"]
        others = {key: value for key, value in file.feed.items() if key != "table"}
        feeds.append({"table": table, "files": name.format(every)} | others)
    return list(paths), feeds


def _sheets(files: list[RawFile]) -> list[RawSheet]:
    return [sheet for file in files for sheet in file.sheets]
