"""Planted leaks are found, a clean page passes."""

import json

import pytest

from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.word_list import WordList

NAME = "云渚区恒瑞虚拟纺织有限公司"
CODE = "91130500MA00001460"
SECRETS = Secrets(WordList.of([NAME, "甲公司"]), WordList.of([CODE]))
CLEAN = (
    '<!doctype html><html><body><h1 id="a">纺织业</h1><a href="#a">上</a>'
    '<img alt="图" src="data:image/png;base64,QUJD"><table><tr><td>***</td></tr></table>'
    "</body></html>"
)


def test_a_clean_page_passes():
    assert findings(CLEAN, SECRETS) == []


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
    assert findings(CLEAN + leak, SECRETS) == [f"enterprise name: {NAME}"]


@pytest.mark.parametrize("leak", [f"<p>{CODE}</p>", f"<p>{CODE[:9]}<i>{CODE[9:]}</i></p>"])
def test_a_credit_code_is_found(leak):
    assert findings(CLEAN + leak, SECRETS) == [f"credit code: {CODE}"]


def test_a_code_that_nobody_listed_is_found_by_its_form():
    assert findings("<p>91350100M000100Y43</p>", SECRETS) == ["credit code: 91350100M000100Y43"]


@pytest.mark.parametrize(
    ("leak", "found"),
    [
        ("<pre>File /root/x/y.py</pre>", "path: /root/x/y.py"),
        ("<pre>C:\\Users\\li\\x.xlsx</pre>", "path: C:\\Users\\li\\x.xlsx"),
        ("<script>1</script>", "active element: <script>"),
        ("<img src=x onerror=alert(1)>", "event handler: onerror"),
        ("<img src='https://example.org/x.png'>", "outside reference: https://example.org/x.png"),
        ("<link href='//example.org/x.css'>", "outside reference: //example.org/x.css"),
        ("<a href='javascript:alert(1)'>x</a>", "outside reference: javascript:alert(1)"),
    ],
)
def test_paths_and_whatever_acts_are_found(leak, found):
    assert findings(CLEAN + leak, SECRETS) == [found]


def test_images_are_not_searched():
    assert findings(f"<img src='data:image/png;base64,{CODE}'>", SECRETS) == []


def test_a_code_glued_to_other_characters_is_found_if_it_is_listed():
    assert findings(f"<p>X{CODE}9</p>", SECRETS) == [f"credit code: {CODE}"]
