"""What a file is says its content: workbooks under other names, other parts, text, web pages."""

import gzip
import io
import zipfile

import openpyxl
import pytest

from analysis.errors import DataError
from analysis.intake import check

from .conftest import INDUSTRY_MONTH, output_workbook

V = "output_ytd_10k_cny"
TEXT = (
    "县区,行业代码,企业数,产值本年累计（万元）,产值上年同期累计（万元）,报告期\n"
    "云渚区,13,3,10,9,202211\n"
)


def stored(folder):
    intake = check(folder)
    assert not intake.errors, [f.zh for f in intake.errors]
    return intake.tables["industry_month"][V].tolist()


def packed(**parts):
    """A packed file of parts: `_rels` and `word` stand for the names that Office gives them."""
    names = {"_rels": "_rels/.rels", "word": "word/document.xml", "table": "output.csv"}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(names.get(name, name), part)
    return content.getvalue()


def relations(target):
    about = f'<Relationship Id="r1" Type="http://x/officeDocument" Target="{target}"/>'
    return f"<Relationships>{about}</Relationships>"


@pytest.mark.parametrize("name", ["output.xls", "output.XLS", "output.et", "output.csv", "output"])
def test_a_workbook_under_another_name(city, name):
    folder = city()
    output_workbook(folder).rename(folder / "raw" / name)
    assert stored(folder) == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize("change", [lambda n: n.replace("/", "\\"), str.lower, str])
def test_parts_with_other_names(city, change):
    folder = city()
    path = output_workbook(folder)
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(change(name), content)
    assert stored(folder) == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize("name", ["output.xls", "output.xlsx", "output.csv", "output.dat"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_separated_text_under_any_name(city, name, separator):
    folder = city()
    text = TEXT.replace(",", separator)
    (folder / "raw" / name).write_bytes(text.encode("gb18030"))
    assert stored(folder) == [10.0]


def test_thousands_separators_are_no_delimiters(city):
    folder = city()
    text = TEXT.replace(",", "\t").replace("\t10\t9\t", '\t"1,210,000"\t"9,100,000"\t')
    (folder / "raw" / "output.csv").write_text(text, encoding="utf-8")
    assert stored(folder) == [1210000.0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table>", "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office">', "XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        (b"From: <WPS>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n<table>", "MHTML"),
        ("\ufeff<html><table></table></html>".encode("utf-16-le"), "HTML"),
        ('\ufeff<?xml version="1.0"?><Workbook/>'.encode("utf-16-be"), "XML"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "archive"),
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"{\\rtf1\\ansi a,b}", "document"),
        (b'ID;PWXL;N;E\nC;Y1;X1;K"a"\nE\n', "SYLK"),
        (b'[{"a": 1, "b": 2}]', "JSON"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (packed(_rels=relations("xl/workbook.bin")), "xlsb"),
        (packed(_rels=relations("word/document.xml"), word=b"<w:document xmlns:w='x'/>"), "Word"),
        (packed(table=b"a,b\n1,2\n"), "archive"),
        ("说明\n没有表格\n".encode(), "Excel"),
    ],
)
@pytest.mark.parametrize("name", ["output.xls", "output.xlsx"])
def test_what_is_no_workbook_is_called_what_it_is(city, name, content, said):
    folder = city()
    (folder / "raw" / name).write_bytes(content)
    (fault,) = check(folder).errors
    assert fault.kind == "not_a_workbook"
    assert said in fault.en


@pytest.mark.parametrize("lock", [".~output.xlsx", "~$output.xlsx", "._output.xlsx"])
def test_the_lock_of_an_open_workbook_is_no_raw_file(city, lock):
    folder = city({**INDUSTRY_MONTH, "files": "*output*"})
    output_workbook(folder)
    (folder / "raw" / lock).write_bytes(b"\x08WPS user")
    assert check(folder).faults == []


@pytest.mark.parametrize("name", ["output[终稿].xlsx", "output[1].xlsx", "output[!a].xlsx"])
def test_a_name_with_brackets_counts_as_it_is(city, name):
    folder = city({**INDUSTRY_MONTH, "files": name})
    output_workbook(folder).rename(folder / "raw" / name)
    assert stored(folder) == [1200.0, 500.5, 300.0]


def test_brackets_in_a_name_that_does_not_exist_are_hinted_at(city):
    folder = city({**INDUSTRY_MONTH, "files": "output[终稿]*"})
    output_workbook(folder).rename(folder / "raw" / "output[终稿].xlsx")
    assert "[[]" in check(folder).errors[0].zh


@pytest.mark.parametrize("field", ['"云渚"区', '"云"渚"区"', '"云渚区"。'])
def test_a_quote_inside_a_field_is_named(city, field):
    folder = city()
    (folder / "raw" / "output.csv").write_text(TEXT.replace("云渚区", field), encoding="utf-8")
    (fault,) = check(folder).errors
    assert fault.kind == "quote_in_field"
    assert "2" in fault.zh


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_byte_order_mark_before_other_bytes_is_refused(city, mark):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(mark + TEXT.encode("gbk") + b"\xff")
    assert [f.kind for f in check(folder).errors] == ["encoding"]


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060"])
def test_characters_that_nobody_sees_are_left_out(city, hidden):
    folder = city()
    path = output_workbook(folder)
    book = openpyxl.load_workbook(path)
    book.active["B5"] = f"云渚{hidden}区{hidden}"
    book.active["E6"] = f"{hidden}500.5{hidden}"
    book.active["E3"] = f"工业{hidden}总产值"
    book.save(path)
    assert stored(folder) == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize("text", ["unit: 万元\n  unit: 亿元", "files: a*\n  files: b*"])
def test_a_key_that_stands_twice_is_refused(city, text):
    folder = city()
    path = folder / "city.yaml"
    declared = path.read_text(encoding="utf-8").replace("  table: industry_month\n", "  @\n", 1)
    assert "@" in declared
    place = declared.rindex("vintage:")
    path.write_text(
        declared[:place].replace("@", "table: industry_month") + text + "\n  " + declared[place:],
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="twice"):
        check(folder)


def test_feeds_that_stand_twice_are_refused(city):
    folder = city()
    with (folder / "city.yaml").open("a", encoding="utf-8") as file:
        file.write("feeds: []\n")
    with pytest.raises(DataError, match="'feeds' stands twice"):
        check(folder)


@pytest.mark.parametrize(("files", "number"), [(3, 3), (4, 1)])
def test_the_same_fault_of_many_files_is_said_once(city, files, number):
    folder = city()
    for month in range(1, files + 1):
        text = TEXT.replace("县区", "县名称（新）").replace("202211", f"2022{month + 1:02d}")
        (folder / "raw" / f"output{month}.csv").write_text(text, encoding="utf-8")
    faults = [f for f in check(folder).errors if f.kind == "unknown_heading"]
    assert len(faults) == number
    assert ("output4.csv" in faults[0].zh) == (files > 3)


@pytest.mark.parametrize("cell", ['="139901"', '"=""139901"""'])
def test_a_code_that_an_export_keeps_as_text_is_the_code(city, cell):
    folder = city()
    (folder / "raw" / "output.csv").write_text(TEXT.replace("云渚区", cell), encoding="utf-8")
    assert stored(folder) == [10.0]


@pytest.mark.parametrize("content", [TEXT.encode("utf-16-le"), TEXT.encode() + bytes(512)])
def test_nul_characters_are_named(city, content):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(content)
    (fault,) = check(folder).errors
    assert (fault.kind, "NUL" in fault.zh) == ("encoding", True)


def test_utf_32_is_read_by_its_mark(city):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(TEXT.encode("utf-32"))
    assert stored(folder) == [10.0]
