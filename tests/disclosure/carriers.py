"""Finished files of every kind, with a leak planted in a place of each; and clean ones."""

import base64
import io
from html import escape
from xml.sax.saxutils import escape as xml

import docx
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.disclosure.contents import WORDS
from analysis.disclosure.decoding import folded
from analysis.disclosure.gate import Secrets
from analysis.disclosure.short_names import short_names
from analysis.disclosure.word_list import WordList

NAME = "云渚区恒瑞虚拟纺织有限公司（虚构）"
PROJECT = "恒瑞数字车间项目"
CODE = "91130500MA0000146X"
PROJECT_CODE = "2022-139901-00001"
LISTED = "棠溪区甲乙化工有限公司"


def close(word: str) -> str:
    return folded(word).replace("\n", "")


SECRETS = Secrets(
    names=WordList.of([close(NAME), close(LISTED)]),
    brief=WordList.of([close(PROJECT), *short_names([NAME], ["云渚区", "纺织业"])]),
    codes=WordList.of([close(CODE), close(PROJECT_CODE)]),
    public=WordList.of([close(LISTED)]),
    users=WordList.of(["zhangsan"]),
)


def joined(leak: str | list[str], between: str = "\u200b") -> str:
    """A leak as one text; where there is no markup, nothing seen stands between its pieces."""
    return leak if isinstance(leak, str) else between.join(leak)


def page(body: str = "") -> str:
    return (
        '<!doctype html><html lang="zh"><head><style>p{color:red}</style></head><body>'
        f'<h1 id="a">纺织业</h1><a href="#a">上</a><p>共12家，{LISTED}获评。</p>{body}'
        f'<img alt="图" src="data:image/png;base64,{picture()}">'
        "<table><tr><td>***</td><td>1,234.56</td></tr></table></body></html>"
    )


def picture(words: str = "产值", key: str = WORDS) -> str:
    told = PngInfo()
    told.add_itxt(WORDS, "产值")
    if (key, words) != (WORDS, "产值"):
        told.add_itxt(key, words, zip=True)
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, format="png", pnginfo=told)
    return base64.b64encode(file.getvalue()).decode()


def in_text(leak: str | list[str]) -> tuple[str, str]:
    """In the text of a page: escaped, unless it is an escape itself."""
    if isinstance(leak, list):
        return page(f"<p>{'<b></b>'.join(leak)}</p>"), "html"
    return page(f"<p>{leak if leak.startswith('&') else escape(leak)}</p>"), "html"


def in_attribute(leak: str | list[str]) -> tuple[str, str]:
    text = joined(leak)
    value = text if text.startswith("&") else escape(text, quote=True)
    return page(f'<p title="{value}">***</p>'), "html"


def in_svg(leak: str | list[str]) -> tuple[str, str]:
    pieces = [leak] if isinstance(leak, str) else leak
    spans = "".join(f"<tspan>{xml(piece)}</tspan>" for piece in pieces)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{spans}</text></svg>'
    encoded = base64.b64encode(svg.encode()).decode()
    return page(f'<img alt="图" src="data:image/svg+xml;base64,{encoded}">'), "html"


def in_png(leak: str | list[str]) -> tuple[str, str]:
    encoded = picture(joined(leak), "Comment")
    return page(f'<img alt="图" src="data:image/png;base64,{encoded}">'), "html"


def in_workbook(leak: str | list[str] | None) -> tuple[bytes, str]:
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        sheet = book.add_worksheet("表")
        sheet.write_string(0, 0, "***")
        sheet.write_number(0, 1, 1234.56)
        if isinstance(leak, list):
            bold = book.add_format({"bold": True})
            runs = [part for piece in leak for part in (bold, piece)]
            sheet.write_rich_string(1, 0, "注", *runs)
        elif leak:
            sheet.write_string(1, 0, leak)
    return out.getvalue(), "xlsx"


def in_word(leak: str | list[str] | None) -> tuple[bytes, str]:
    word = docx.Document()
    paragraph = word.add_paragraph(f"共12家，{LISTED}获评。")
    for piece in [leak] if isinstance(leak, str) else leak or []:
        paragraph.add_run(piece).bold = True
    out = io.BytesIO()
    word.save(out)
    return out.getvalue(), "docx"


PLACES = {
    "text": in_text,
    "attribute": in_attribute,
    "svg": in_svg,
    "png": in_png,
    "workbook": in_workbook,
    "word": in_word,
}
CLEAN = {
    "page": (page(), "html"),
    "page with an svg": in_svg("产值增长"),
    "workbook": in_workbook(None),
    "word": in_word(None),
    "csv": ("县,产值\n甲县,***\n".encode("utf-8-sig"), "csv"),
    "markdown": ("# 产值\n共12家。".encode(), "md"),
    "json": (b'{"value": 1234.56, "masked": true}', "json"),
}
