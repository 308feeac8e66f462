"""Tables of finished files are read as they stand, and what their sums tell is found."""

import io

import docx
import pytest
import xlsxwriter

from analysis.disclosure.rebuilt import given_away

LEAKY = [
    ["县", "产值（亿元）", "增速（%）"],
    ["甲县", "10.5", "3.1"],
    ["乙县", "***", "***"],
    ["丙县", "1.5", "-2.0"],
    ["合计", "20.5", "2.0"],
]
SAFE = [row if row[0] != "丙县" else ["丙县", "***", "***"] for row in LEAKY]
TOLD = ["cell worked out: 乙县 · 产值（亿元）"]


def as_html(rows):
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr><th colspan='3'>产值</th></tr>{body}</table>".replace("产值</th>", "</th>")


def as_csv(rows):
    return "\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def as_xlsx(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                (sheet.write_string if r == 0 or c == 0 or "*" in cell else number(sheet))(
                    r, c, cell
                )
    return out.getvalue()


def number(sheet):
    return lambda r, c, cell: sheet.write_number(r, c, float(cell))


def as_docx(rows):
    word = docx.Document()
    table = word.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


WAYS = {"html": as_html, "csv": as_csv, "xlsx": as_xlsx, "docx": as_docx}


@pytest.mark.parametrize("kind", WAYS)
def test_a_cell_that_the_total_tells_is_found_in_every_kind_of_file(kind):
    assert given_away(WAYS[kind](LEAKY), kind) == TOLD
    assert given_away(WAYS[kind](SAFE), kind) == []


def test_sums_across_are_tried_too():
    rows = [
        ["县", "大型", "小型", "合计"],
        ["甲", "***", "3.5", "8.0"],
        ["乙", "1.0", "2.0", "3.0"],
    ]
    assert given_away(as_html(rows), "html") == ["cell worked out: 甲 · 大型"]


def test_counts_of_which_none_is_left_are_no_figures_and_amounts_are():
    counts = [["县", "家"], ["甲", "4"], ["乙", "***"], ["丙", "***"], ["合计", "4"]]
    assert given_away(as_html(counts), "html") == []
    amounts = [[name, f"{cell}.0" if cell == "4" else cell] for name, cell in counts]
    assert len(given_away(as_html(amounts), "html")) == 2


def test_ratios_and_rows_of_notes_are_no_parts_of_a_sum():
    rows = [["县", "增速（%）"], ["甲", "3.0"], ["乙", "***"], ["合计", "5.0"], ["注：3.0", ""]]
    assert given_away(as_html(rows), "html") == []
