"""Planted leaks are found, a clean page passes."""

import json

import pytest

from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.word_list import WordList

NAME = "云渚区恒瑞虚拟纺织有限公司"
CODE = "91130500MA00001460"
LISTED = "甲公司（集团）"
PROJECT = "2022-139901-00001"
SECRETS = Secrets(
    WordList.of([NAME, "甲公司", LISTED, "乙公司纺织"]),
    WordList.of([CODE, PROJECT]),
    WordList.of([LISTED, "乙公司"]),
)
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
    assert findings(CLEAN + leak, SECRETS) == [f"name: {NAME}"]


@pytest.mark.parametrize("leak", [f"<p>{CODE}</p>", f"<p>{CODE[:9]}<i>{CODE[9:]}</i></p>"])
def test_a_credit_code_is_found(leak):
    assert findings(CLEAN + leak, SECRETS) == [f"credit code: {CODE}"]


def test_a_name_that_a_public_list_lets_out_passes_and_no_other_in_or_around_it():
    assert findings(CLEAN + f"<p>{LISTED}</p>", SECRETS) == []
    assert findings(CLEAN + f"<p>{LISTED}、甲公司</p>", SECRETS) == ["name: 甲公司"]
    assert findings(CLEAN + "<p>乙公司纺织</p>", SECRETS) == ["name: 乙公司纺织"]
    assert findings(CLEAN + f"<p>{PROJECT}</p>", SECRETS) == [f"code: {PROJECT}"]


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
    assert findings(f"<p>X{CODE}9</p>", SECRETS) == [f"code: {CODE}"]
