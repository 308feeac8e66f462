"""The parts that every report shares: what makes a report again, what stands in for nothing."""

from types import SimpleNamespace

import pytest

from analysis.display import report


def release(indicator):
    city = SimpleNamespace(source=lambda lang: "source", licence="CC0")
    made_of = {"tables": {"t": "h"}, "rules": {}, "code": "c"}
    return SimpleNamespace(
        city=city,
        facts={"city_folder": "demo-city", "package": "1"},
        questions=("output",),
        provenance=lambda question: made_of,
        county="139922",
        period="2022-11",
        audience="public",
        chosen={"indicator": indicator},
    )


@pytest.fixture
def shown(monkeypatch):
    """Call a part of a report and return its markup."""

    def call(part, *args, **named):
        pieces = []
        monkeypatch.setattr("IPython.display.display", lambda html: pieces.append(html.data))
        part(*args, **named)
        return "".join(pieces)

    return call


def test_the_report_of_the_citys_measure_is_made_again_by_the_batch(shown):
    said = shown(report.provenance, release("output"), "en", "01_output_forecast")
    assert "analysis run data/demo-city --notebook 01_output_forecast --county 139922" in said
    assert "--parameter" not in said


def test_the_report_of_another_indicator_is_made_again_by_the_batch_with_that_parameter(shown):
    said = shown(report.provenance, release("electricity"), "en", "01_output_forecast")
    assert "analysis run data/demo-city --notebook 01_output_forecast --county 139922" in said
    assert "--audience public --parameter indicator=electricity<" in said


def test_an_empty_paragraph_is_left_out_of_a_headline(shown):
    assert shown(report.headline, ["one", "", "two"]).count("<p>") == 2


@pytest.mark.parametrize(("lang", "said"), [("zh", "本节略"), ("en", "Left out")])
def test_a_section_without_anything_says_so_and_why(lang, said, shown):
    text = shown(report.section, None, lang, why="why <so>")
    assert said in text
    assert "why &lt;so&gt;" in text
