"""A figure with its finding: an image has the caption's words for those who cannot see it."""

import base64
import io
import re

import pytest
from markupsafe import Markup
from matplotlib.figure import Figure
from PIL import Image

from analysis.display.drawn import Drawn
from analysis.display.narrow import WIDTH
from analysis.display.stated import Stated
from analysis.reports.sanitise import passive


def test_an_image_is_described_by_its_caption():
    made = Figure()
    made.subplots().plot([1, 2])
    page = passive(Stated(made, '增长"快"', "单位：%", "统计局").markup())
    assert 'alt="增长&quot;快&quot; 单位：%"' in page
    assert 'src="data:image/png;base64,iVBOR' in page


def test_a_phone_takes_the_narrow_drawing():
    made = Figure(figsize=(6, 2))
    made.subplots().plot([1, 2])
    page = passive(Stated(made, "甲", "").markup())
    narrow, wide = re.findall(r'data:image/png;base64,([^"]+)"', page)
    sizes = [Image.open(io.BytesIO(base64.b64decode(image))).width for image in (narrow, wide)]
    assert sizes == [pytest.approx(WIDTH * made.dpi, abs=1), pytest.approx(6 * made.dpi, abs=1)]
    assert '<source media="(max-width: 40rem)" srcset="data:image/png' in page


def test_a_source_that_loads_or_asks_for_more_is_no_source():
    kept = passive('<picture><source srcset="https://a.example/a.png" media="print"></picture>')
    assert kept == "<picture><source></picture>"


def test_what_is_markup_stays_and_passes_as_passive_html():
    drawing = Markup('<svg width="100%"><text x="5%" text-anchor="end">1</text></svg>')
    page = passive(Stated(drawing, "甲", "", "").markup())
    assert '<text x="5%" text-anchor="end">1</text>' in page
    table = Drawn({"text/html": "<table><tr><td>7</td></tr></table>"})
    assert "<td>7</td>" in Stated(table, "甲", "").markup()
