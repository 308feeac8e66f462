"""Every row of every sheet is accounted for."""

import dataclasses

import xlsxwriter

from analysis.intake import check

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, write_sheet


def test_the_account_of_each_sheet(city):
    folder = city({**INDUSTRY_MONTH, "filters": {"行业代码": ["13", "17", "18"]}})
    total = ["合计", None, "17", 13, 2000.5, 1760]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month, more in (
            (10, [total, ["注：快报"]]),
            (11, [["139901", "云渚区", "18", 1, "x1", 1], ["139901", "云渚区", "99", 1, 1, 1]]),
        ):
            title = [[f"2022年1—{month}月产值"], *HEADER[1:]]
            write_sheet(book, [*title, *ROWS, *more], MERGED, f"{month}月")
    intake = check(folder)
    fates = {sheet.sheet: dataclasses.astuple(sheet)[3:] for sheet in intake.sheets}
    assert fates == {"10月": (5, 3, 0, 1, 1, 0, 0), "11月": (5, 3, 1, 0, 0, 1, 0)}
    for sheet in intake.sheets:
        assert fates[sheet.sheet][0] == sum(fates[sheet.sheet][1:])
    source = next(s for s in intake.sources if s["path"] == "output.xlsx")
    assert source["rows_used"] == sum(sheet.rows_used for sheet in intake.sheets)
    assert intake.sheets[0].en == (
        "output.xlsx [10月] → industry_month: 5 rows = "
        "stored 3 + refused 0 + totals 1 + notes 1 + filtered 0 + blank 0"
    )
