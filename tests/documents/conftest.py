"""A release of figures given by hand, and templates made of a few lines."""

import json
from pathlib import Path

import pandas as pd
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.documents.page import typeset
from analysis.registers.catalogue import Catalogue
from analysis.results.quantities import COLUMNS
from analysis.tables.registry import questions
from analysis.tables.release import Release
from analysis.tables.rules import REFERENCE, read_rules
from tests.releases import city_of, write_release

COUNTY = "990101"


def figures(values, masked=(), county="city"):
    """Rows of quantities, as a question's release holds them."""
    rows = [
        {
            **{"quantity": name, "county_code": county, "masked": name in masked, "tied": False},
            **{"value": None if name in masked else value, "complete": False},
        }
        for name, value in values.items()
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)


def quoted(values, tied=()):
    """Rows of `quoted_figures` of these places; those of `tied` are shared."""
    rows = [
        {"county_code": "city", "name": name, "place": value, "tied": name in tied, "masked": False}
        for name, value in values.items()
    ]
    return pd.DataFrame(rows)


def release_of(root, values, masked=(), listed=(), county="city", **city):
    """A release of the values of each question's quantities; `listed` are published names,
    as rows of `title_names` or as `named` takes them.

    Every other question is left out.
    """
    declared = city_of({COUNTY: ("示例县", "Sample County")}, **city)
    said = {name: {"omitted": {"zh": "本市没有数据", "en": "no data"}} for name in questions()}
    for question in {**values, **({"titles": {}} if len(listed) else {})}:
        held = {"quantities": figures(values.get(question, {}), masked, county)}
        if question == "titles":
            rows = listed if isinstance(listed, pd.DataFrame) else named(listed)
            held |= {"title_names": rows, "titles": TITLES}
        if question == "typed":
            held["quoted_figures"] = quoted(values["typed"])
        write_release(root / question, question, declared, held, county)
        folder = root / question / "released" / question / "key" / "public"
        source = {"path": f"{question}.xlsx", "sha256": "f" * 64, "vintage": "2022-12-01"}
        made_of = {"tables": {}, "rules": {f"{question}.yaml": "ab"}, "sources": [source]}
        (folder / "provenance.json").write_text(json.dumps(made_of), encoding="utf-8")
        said[question] = {"folder": str(folder.relative_to(root))}
    facts = {
        **{"period": "2022-11", "audience": "public", "city": declared, "industries": {}},
        **{"city_folder": "sample-city", "package": "1", "questions": said},
    }
    place = root / "editions" / "edition"
    place.mkdir(parents=True)
    (place / "release.json").write_text(json.dumps(facts), encoding="utf-8")
    return Release(place, county)


@pytest.fixture
def make_release(tmp_path):
    """`release_of` in a folder of its own, as often as asked."""

    def make(values, **more):
        return release_of(tmp_path / f"release{len(list(tmp_path.iterdir()))}", values, **more)

    return make


CATALOGUE = read_rules(REFERENCE / "titles" / "titles.yaml", Catalogue).titles
TITLES = pd.DataFrame(
    [
        {"title": code, "name_zh": title.zh, "name_en": title.en, "masked": False}
        for code, title in CATALOGUE.items()
    ]
)


def named(listed):
    """Published names of green factories: holder, product, place, year."""
    rows = pd.DataFrame(listed, columns=["holder_name", "product", "place", "year"])
    fixed = {"title": "green_factory", "level": "province", "county_code": COUNTY, "masked": False}
    return rows.assign(**fixed)


@pytest.fixture
def make_template(tmp_path):
    """A template of some lines."""

    def make(*lines, name="own") -> Path:
        file = tmp_path / f"{name}.docx"
        typeset(lines).save(str(file))
        return file

    return make


def text_box(said):
    """A run that anchors a text box of one paragraph."""
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
