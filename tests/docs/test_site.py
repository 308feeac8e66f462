"""`make docs`: the site is built without a warning and asks nobody for anything."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import analysis
from tests.docs.snippets import ROOT

LANGUAGES = {"zh": "zh_CN", "en": "en"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    for folder, language in LANGUAGES.items():
        place = out if folder == "zh" else out / folder
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs"]
        command += ["-D", f"language={language}", f"docs/{folder}", str(place)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    return out


class Sources(HTMLParser):
    """Every address that a page loads by itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        loads = tag in {"script", "img", "iframe"} or given.get("rel") in {"stylesheet", "preload"}
        self.found += [given[name] for name in ("src", "href") if loads and given.get(name)]


def test_it_loads_nothing_from_elsewhere(site):
    pages = [*site.rglob("*.html")]
    assert len(pages) > 30
    for page in pages:
        reader = Sources()
        reader.feed(page.read_text(encoding="utf-8"))
        assert reader.found
        assert not [link for link in reader.found if re.match(r"(https?:)?//", link)], page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", style.read_text("utf-8")), style


def test_each_page_leads_to_its_other_language(site):
    for name in ("index", "methods", "commands"):
        zh, en = (p / f"{name}.html" for p in (site, site / "en"))
        assert f'href="en/{name}.html"' in zh.read_text(encoding="utf-8")
        assert f'href="../{name}.html"' in en.read_text(encoding="utf-8")


def test_commands_and_functions_are_told_by_the_program(site):
    commands = (site / "commands.html").read_text(encoding="utf-8")
    assert "--dry-run" in commands
    assert 'id="analysis-verify"' in commands
    functions = (site / "en" / "functions.html").read_text(encoding="utf-8")
    for name in analysis.__all__:
        assert f"analysis.{name}" in functions


def test_the_gallery_is_drawn_under_its_code(site):
    told = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    for page in (site / "gallery.html", site / "en" / "gallery.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count("data:image/png;base64,") == told.count("\nfigure = ")
