"""Planted leaks are found for what they are, a clean page passes."""

import base64
import io
import json
import struct
import time
from dataclasses import replace

import pytest
from PIL import Image

from analysis.disclosure.gate import MUTE, Secrets, findings
from analysis.disclosure.word_list import WordList
from tests.disclosure.carriers import close, page, picture

NAME = "云渚区恒瑞虚拟纺织有限公司"
CODE = "91130500MA00001460"
LISTED = "甲公司（集团）"
PROJECT = "2022-139901-00001"
SECRETS = Secrets(
    names=WordList.of([close(NAME)]),
    brief=WordList.of(["甲公司", close(LISTED), "乙公司纺织"]),
    codes=WordList.of([close(CODE), close(PROJECT)]),
    public=WordList.of([close(LISTED), "乙公司"]),
    users=WordList.of([]),
)
CLEAN = page()


def found(leak):
    return findings(CLEAN + leak, "html", SECRETS)


@pytest.mark.parametrize(
    "leak",
    [
        f"<p>{NAME}</p>",
        f"<td title='{NAME}'>***</td>",
        f"<!-- {NAME} -->",
        "<p>" + "".join(f"&#{ord(c)};" for c in NAME) + "</p>",
        f"<pre>{json.dumps(NAME)}</pre>",
        f"<p>{NAME[:4]}<b>{NAME[4:8]}</b>{NAME[8:]}</p>",
        f"<style>.x::after {{ content: '{NAME}' }}</style>",
    ],
)
def test_a_name_is_found_wherever_it_hides(leak):
    assert found(leak) == [f"name: {NAME}"]


@pytest.mark.parametrize("leak", [f"<p>{CODE}</p>", f"<p>{CODE[:9]}<i>{CODE[9:]}</i></p>"])
def test_a_credit_code_is_found(leak):
    assert found(leak) == [f"credit code: {CODE}"]


def test_a_name_that_a_public_list_lets_out_passes_and_no_other_in_or_around_it():
    assert found(f"<p>{LISTED}</p>") == []
    assert found(f"<p>{LISTED}、甲公司</p>") == ["name: 甲公司"]
    assert found("<p>乙公司纺织</p>") == ["name: 乙公司纺织"]
    assert found(f"<p>{PROJECT}</p>") == [f"code: {close(PROJECT)}"]


def test_a_code_that_nobody_listed_is_found_by_its_form():
    assert found("<p>91350100M000100Y43</p>") == ["credit code: 91350100M000100Y43"]


@pytest.mark.parametrize(
    ("leak", "what"),
    [
        ("<pre>File /root/x/y.py</pre>", "path: /root/x/y.py"),
        ("<pre>C:\\Users\\li\\x.xlsx</pre>", "path: C:\\Users\\li\\x.xlsx"),
        ("<script>1</script>", "active element: <script>"),
        ("<img src=x onerror=alert(1)>", "event handler: onerror"),
        ("<img src='https://example.org/x.png'>", "outside reference: https://example.org/x.png"),
        ("<img src='//example.org/x.png'>", "outside reference: //example.org/x.png"),
        ("<link rel=x>", "active element: <link>"),
        ("<meta http-equiv=Refresh content=0>", "active element: <meta refresh>"),
        ("<style>p { background: url(x.png) }</style>", "style that loads"),
        ("<style>@import 'x.css'</style>", "style that loads"),
        ("<a href='javascript:alert(1)'>x</a>", "outside reference: javascript:alert(1)"),
    ],
)
def test_paths_and_whatever_acts_are_found(leak, what):
    assert found(leak) == [what]


def test_an_image_tells_the_words_drawn_in_it_or_does_not_pass():
    mute, other = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (2, 2)).save(mute, format="png")
    Image.new("RGB", (2, 2)).save(other, format="jpeg")
    for kind, file in (("png", mute), ("jpeg", other)):
        encoded = base64.b64encode(file.getvalue()).decode()
        image = f"<img src='data:image/{kind};base64,{encoded}'>"
        assert found(image) == [MUTE]


def test_what_is_hidden_behind_an_image_or_in_a_part_of_it_is_found():
    raw = base64.b64decode(picture())
    hidden = struct.pack(">I4s", 3, b"eXIf") + b"abc" + bytes(4)
    for content, what in (
        (raw + b"PK", "hidden behind an image"),
        (raw[:33] + hidden + raw[33:], "hidden in an image: eXIf"),
        (b"GIF89a", "no image"),
    ):
        encoded = base64.b64encode(content).decode()
        assert what in found(f"<img src='data:image/png;base64,{encoded}'>")


def test_what_is_embedded_in_another_form_does_not_pass():
    assert found("<a href='data:application/zip;base64,UEsDBA=='>x</a>") == [
        "embedded: application/zip"
    ]
    assert findings(b"PAR1", "parquet", SECRETS) == ["no kind of file that leaves: parquet"]
    assert findings(b"\x80\x04.", "pkl", SECRETS) == ["no kind of file that leaves: pkl"]
    assert findings(b"\xff\xff", "csv", SECRETS) == ["a text in no known encoding"]


def test_forty_pages_of_names_are_read_in_time():
    """8,000 names in 300 kB take 2 s at most, also on a loaded machine."""
    letters = "恒瑞虚拟纺织机械化工食品云渚棠溪岚浦鹿原"
    names = [
        f"第{i}{letters[i % 20]}{letters[i % 19]}{letters[i % 17]}有限公司" for i in range(8000)
    ]
    many = replace(SECRETS, names=WordList.of(map(close, names)))
    rows = "".join(f"<tr><td>{letters[i % 20]}业</td><td>{i}.5</td></tr>" for i in range(10_000))
    text = page(f"<table>{rows}</table>")
    assert len(text.encode()) > 300_000
    start = time.process_time()
    assert findings(text, "html", many) == []
    assert time.process_time() - start < 2


def test_a_code_glued_to_other_characters_is_found_if_it_is_listed():
    assert found(f"<p>X{CODE}9</p>") == [f"code: {CODE}"]
