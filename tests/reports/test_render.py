import base64
import io
import re
from html.parser import HTMLParser

import nbformat
import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from analysis.display.page_font import font_faces
from analysis.display.style import FONTS
from analysis.reports.render import render
from analysis.reports.run import Heading
from analysis.reports.sanitise import passive

V4 = nbformat.v4
HEADING = Heading("zh", "示范市 · 甲县 · 2022-11", ("合成数据",))
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


class Reader(HTMLParser):
    """What a browser would act on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.loads: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attrs))
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(name)
            if name in ("src", "srcset", "data", "action", "background", "poster"):
                self.loads.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def notebook(*outputs: dict, prose: str = "# 报告 · Report") -> nbformat.NotebookNode:
    cell = V4.new_code_cell("secret_code = 1", execution_count=1)
    cell.outputs = [V4.output_from_msg(_message(output)) for output in outputs]
    return V4.new_notebook(cells=[V4.new_markdown_cell(prose), cell])


def _message(output: dict) -> dict:
    kind = output.pop("kind", "display_data")
    content = output if kind != "display_data" else {"metadata": {}, **output}
    return {"header": {"msg_type": kind}, "content": content}


def test_code_errors_and_plain_representations_stay_behind():
    page = render(
        notebook(
            {"kind": "stream", "name": "stdout", "text": "printed"},
            {"kind": "stream", "name": "stderr", "text": "warned of Acme"},
            {"kind": "error", "ename": "E", "evalue": "Acme", "traceback": ["at Acme"]},
            {"data": {"text/plain": "<Axes of Acme>"}},
        ),
        HEADING,
    )
    assert "printed" in page
    for hidden in ("secret_code", "Acme", "warned"):
        assert hidden not in page


def test_the_page_says_whose_it_is_and_how_it_may_be_used():
    page = render(
        notebook(prose="# 增长 · Growth\n\n## 结果 · Result\n\n## 来源 · Sources"), HEADING
    )
    assert "<title>示范市 · 甲县 · 2022-11 增长</title>" in page
    assert "<strong>合成数据</strong>" in page
    assert '<html lang="zh-Hans">' in page
    links = re.findall(r'<li><a href="#(s\d)">(.*?)</a>', page)
    assert links == [("s1", "结果"), ("s2", "来源")]
    assert all(f'<h2 id="{id_}">{name}</h2>' in page for id_, name in links)


def test_figures_are_embedded_with_their_alt_text():
    figure = {
        "data": {"image/png": PIXEL, "text/plain": "x"},
        "metadata": {"image/png": {"alt": '产值 "上升"', "width": 640}},
    }
    page = render(notebook(figure), HEADING)
    (image,) = Reader(page).images
    assert image["alt"] == '产值 "上升"'
    assert '<figcaption>产值 "上升"</figcaption>' in page
    assert image["width"] == "640"
    assert image["src"] == f"data:image/png;base64,{PIXEL}"


def test_what_scrolls_can_be_scrolled_with_the_keyboard():
    frames = '<figure tabindex="0">', '<div class="output" tabindex="0">'
    table = {"data": {"text/html": "<table><tr><td>1</td></tr></table>"}}
    page = render(notebook({"data": {"image/png": PIXEL}}, table), HEADING)
    assert all(frame in page for frame in frames)
    words = render(notebook({"data": {"text/html": '<p tabindex="7">1</p>'}}), HEADING)
    assert "tabindex" not in words


def test_an_svg_is_an_image_and_so_cannot_run():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = render(notebook({"data": {"image/svg+xml": svg}}), HEADING)
    (image,) = Reader(page).images
    assert base64.b64decode((image["src"] or "").split(",")[1]).decode() == svg
    assert "script" not in Reader(page).tags


def test_html_is_preferred_to_other_forms_of_the_same_output():
    data = {"text/html": "<table><tr><td>1.5</td></tr></table>", "text/plain": "plain"}
    page = render(notebook({"data": data}), HEADING)
    assert "<td>1.5</td>" in page
    assert "plain" not in page.split("</style>")[1]


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://example.org/a.png'>",
    "<img src='data:text/html;base64,PHNjcmlwdD4='>",
    "<svg onload=alert(1)></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<object data='x.swf'></object><embed src='x'>",
    "<link rel=stylesheet href='https://example.org/a.css'>",
    "<style>@import url(https://example.org/a.css); body{display:none}</style>",
    "<div style='background:url(https://example.org/a.png)'>x</div>",
    "<div style='background-color:red;width:expression(alert(1))'>x</div>",
    "<form action='https://example.org'><input name=a></form>",
    "<base href='https://example.org'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "</div></main><script>alert(1)</script>",
    "<video poster='https://example.org/a.png'></video>",
    "<table background='https://example.org/a.png'><tr><td>x</td></tr></table>",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("mime", ["text/html", "text/markdown", "prose"])
def test_nothing_in_a_report_runs_or_loads(attack, mime):
    if mime == "prose":
        page = render(notebook(prose=f"# x\n\n{attack}\n"), HEADING)
    else:
        page = render(notebook({"data": {mime: attack}}), HEADING)
    seen = Reader(page)
    assert not {"script", "iframe", "object", "embed", "form", "base", "link"} & set(seen.tags)
    assert seen.tags.count("meta") == 5  # those of the page itself
    assert seen.tags.count("style") == 1
    assert seen.handlers == []
    assert all(load.startswith("data:image/") for load in seen.loads)
    assert "javascript:" not in page
    assert "example.org" not in re.sub(r">[^<]*<", "><", page)


def test_the_policy_forbids_scripts_and_every_request():
    (policy,) = re.findall(
        r'Content-Security-Policy" content="([^"]*)"', render(notebook(), HEADING)
    )
    assert policy == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"
    )


def test_tables_keep_their_structure_and_harmless_styles():
    table = (
        '<table class="gt_table"><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tfoot><tr><td style="color:red;position:fixed">b</td></tr></tfoot></table>'
    )
    assert passive(table) == (
        '<table class="gt_table"><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tfoot><tr><td style="color:red">b</td></tr></tfoot></table>'
    )


def test_links_within_the_page_and_to_sources_stay():
    assert 'href="#s1"' in passive('<a href="#s1">x</a>')
    assert 'href="https://stats.gov.cn/a"' in passive('<a href="https://stats.gov.cn/a">x</a>')


def fonts(css: str) -> dict[int, TTFont]:
    found = re.findall(r"font-weight:(\d+).*?base64,([A-Za-z0-9+/=]+)", css)
    return {int(w): TTFont(io.BytesIO(base64.b64decode(data))) for w, data in found}


def test_the_font_holds_the_glyphs_of_the_page_and_no_more():
    made = fonts(font_faces("<h1>产值</h1><p>同比增长</p>"))
    assert {chr(c) for c in made[400].getBestCmap() if c > 0x7F} == set("产值同比增长")
    assert {chr(c) for c in made[700].getBestCmap() if c > 0x7F} == set("产值")


def test_signs_that_a_western_font_may_lack_are_in_the_page_without_latin_letters():
    made = fonts(font_faces("<h1>β ≤ 3–4</h1><p>Rose ↑ by “2 %”, ★ × 3²</p>"))
    assert {chr(c) for c in made[400].getBestCmap()} == set("β≤↑★")
    assert {chr(c) for c in made[700].getBestCmap()} == set("β≤")


def test_the_glyphs_are_those_of_the_bundled_font():
    made = fonts(font_faces("<h1>产值</h1><p>同比增长 a–z</p>"))
    for weight, name in ((400, "Regular"), (700, "Bold")):
        whole = TTFont(FONTS / f"NotoSansSC-{name}.ttf")
        for code, glyph in made[weight].getBestCmap().items():
            drawn = []
            for font, of in ((whole, whole.getBestCmap()[code]), (made[weight], glyph)):
                pen = RecordingPen()
                font.getGlyphSet()[of].draw(pen)
                drawn.append((pen.value, font["hmtx"][of]))
            assert drawn[0] == drawn[1]


def test_what_the_font_lacks_comes_from_the_second_file():
    css = font_faces("<h1>半導體業</h1><p>䶮某</p>")
    faces = re.findall(r'font-family:"([^"]+)".*?base64,([A-Za-z0-9+/=]+)', css)
    held = {
        family: {chr(c) for c in TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}
        for family, data in faces
    }
    assert held["Report More"] == set("導體業䶮")
    assert set("半導體業䶮某") <= held["Report"] | held["Report More"]


def test_a_character_that_no_font_has_is_named_in_a_warning():
    with pytest.warns(UserWarning, match="no glyph in the page's fonts: \U0002b740"):
        font_faces("<p>\U0002b740</p>")


@pytest.mark.parametrize("name", ["Regular", "Bold", "More"])
def test_no_glyph_is_made_of_others_so_that_outlines_can_be_copied(name):
    font = TTFont(FONTS / f"NotoSansSC-{name}.ttf")
    assert not any(font["glyf"][glyph].isComposite() for glyph in font.getGlyphOrder())


def test_a_page_without_chinese_carries_no_font():
    assert font_faces("<p>Output rose by 5 %.</p>") == ""


def test_the_same_notebook_gives_the_same_bytes():
    made = notebook({"data": {"text/html": "<b>产值</b>"}})
    assert render(made, HEADING) == render(made, HEADING)


def test_a_heading_with_markup_cannot_break_the_page():
    nasty = Heading("en", 'O\'Brien "North" <script>x</script>', ("<b>",))
    page = render(notebook(), nasty)
    assert "script" not in Reader(page).tags
    assert "O&#39;Brien &#34;North&#34; &lt;script&gt;" in page
