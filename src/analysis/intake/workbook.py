"""Read a workbook's visible sheets with calamine, once its container has been looked into."""

import fnmatch
import io
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analysis.errors import how_many
from analysis.intake.container import look_into
from analysis.intake.contents import Contents, address_of, column_letters
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.sheets import Cell, Range, Sheet, visible


def read_workbook(content: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[Fault]]:
    """Read the sheets whose name fits `wanted` (all visible ones if None), without empty ones.

    Raises
    ------
    CellError
        If the file is no workbook, dangerous, damaged, or all its sheets are empty.
    """
    contents = look_into(content)
    try:
        sheets, faults = _read(content, file, wanted, contents)
    except CalamineError as error:
        raise _damaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's way to give up
            raise
        raise _damaged(str(error)) from error
    filled = [sheet for sheet in sheets if not sheet.empty]
    if not sheets and wanted is None:
        raise CellError(
            "no_sheet",
            "没有可见的工作表，请取消隐藏要读取的工作表",
            "no sheet is visible; unhide those that are to be read",
        )
    if sheets and not filled:
        raise CellError("empty", "工作表为空", "the sheets are empty")
    return filled, faults


def _read(
    content: bytes, file: str, wanted: str | None, contents: dict[int, Contents]
) -> tuple[list[Sheet], list[Fault]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets, faults = [], []
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            hidden = CellError("hidden_sheet", "隐藏的工作表未读取", "a hidden sheet is not read")
            faults.append(of_file(file, hidden, about.name, severity="warning"))
            continue
        if wanted is not None and not fnmatch.fnmatchcase(about.name, wanted):
            continue
        raw = book.get_sheet_by_index(place)
        rows = raw.to_python(skip_empty_area=False)
        _make_visible(rows)
        looked = contents.get(place, Contents())
        _show(rows, looked)
        if looked.twice:
            faults.append(of_file(file, _twice(looked), about.name))
        for problem in _hidden(looked):
            faults.append(of_file(file, problem, about.name, severity="warning"))
        merged = _within(raw.merged_cell_ranges or [], rows)
        sheets.append(Sheet(file, about.name, rows, merged=merged, from_1904=looked.from_1904))
    if wanted is not None and not sheets:
        names = [about.name for about in book.sheets_metadata]
        missing = CellError(
            "no_sheet",
            f"没有名为“{wanted}”的可见工作表",
            f"no visible sheet {wanted!r}",
            ("、".join(names), ", ".join(names)),
        )
        faults.append(of_file(file, missing))
    return sheets, faults


def _make_visible(rows: list[list[Cell]]) -> None:
    for row in rows:
        for place, cell in enumerate(row):
            if type(cell) is str and not cell.isascii():
                row[place] = visible(cell)


def _show(rows: list[list[Cell]], looked: Contents) -> None:
    """Put in place what the reader loses, in cells beyond its grid too."""
    for (row, column), said in looked.shown.items():
        while len(rows) <= row:
            rows.append([""] * (len(rows[0]) if rows else 0))
        if column >= len(rows[0]):
            more = column + 1 - len(rows[0])
            for each in rows:
                each += [""] * more
        rows[row][column] = said


def _twice(looked: Contents) -> CellError:
    first = address_of(*looked.twice[0])
    return CellError(
        "cell_twice",
        f"{len(looked.twice)}个单元格在文件内部写了两次，首个是{first}，不知以哪个为准；"
        "请由原系统重新导出，或用Excel打开核对后另存",
        f"{how_many(len(looked.twice), 'cell')} standing twice in the file, first {first}: "
        "nothing tells which value counts; export it anew, or open it in Excel, look and save it",
    )


def _hidden(looked: Contents) -> list[CellError]:
    found = []
    if number := looked.hidden_rows:
        found.append(
            CellError(
                "hidden_rows",
                f"有{number}个隐藏行，已照常读取",
                f"{how_many(number, 'hidden row')}, read like the others",
            )
        )
    if places := looked.hidden_columns:
        letters = [column_letters(place) for place in places]
        found.append(
            CellError(
                "hidden_columns",
                f"有{len(letters)}个隐藏列（{'、'.join(letters)}），已照常读取",
                f"{how_many(len(letters), 'hidden column')} ({', '.join(letters)}), "
                "read like the others",
            )
        )
    return found


def _within(merged: Sequence[Range], rows: list[list[Cell]]) -> list[Range]:
    """Cut merged ranges to the grid that holds cells."""
    height, width = len(rows), len(rows[0]) if rows else 0
    cut = [
        ((top, left), (min(bottom, height - 1), min(right, width - 1)))
        for (top, left), (bottom, right) in merged
    ]
    return [((t, left), (b, right)) for (t, left), (b, right) in cut if t <= b and left <= right]


def _damaged(why: str) -> CellError:
    return CellError(
        "damaged", f"工作簿已损坏，无法读取：{why}", f"the workbook is damaged and not read: {why}"
    )
