"""What the rest of the year must bring, beside last year's and what is expected."""

import pandas as pd

from analysis.display.numbers import amounts
from analysis.display.parts import DrawnRow, drawn_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.output.target import verdict
from analysis.questions.output.text import whole, words
from analysis.tables.release import Release


def need(release: Release, lang: str) -> Stated | None:
    """Last year's rest, the expected and the required; None without a target or at year end."""
    own, goal = whole(release, "output_outlook"), whole(release, "output_targets")
    if own is None or goal is None or not own["remaining_periods"]:
        return None
    required = goal["required_rest"]
    if pd.isna(required):
        return None
    text, unit = of_release(release, "output"), words(release, lang).unit
    names = text.labels("need", lang)
    size = {
        "before": own["year_end_base_value"] - own["ytd_base_value"],
        "expected": own["rest_value"],
        "required": max(required, 0.0),
    }
    low, high = (own[end] - own["ytd_value"] for end in ("lo80", "hi80"))
    said = dict(zip(size, amounts([*size.values()], unit, lang), strict=True))
    rows = [
        DrawnRow(names["before"], said["before"], size["before"], rest=True),
        DrawnRow(
            names["expected"], said["expected"], size["expected"], low=low, high=high, own=True
        ),
        DrawnRow(names["required"], said["required"], size["required"]),
    ]
    finding = text.say(
        "need_finding",
        lang,
        last=own["remaining_periods"] == 1,
        verdict=verdict(goal),
        required=required,
        expected=own["rest_value"],
        unit=unit,
    )
    measure = text.say(
        "need_measure", lang, noun=words(release, lang).noun, year=release.period[:4]
    )
    return Stated(drawn_rows(rows), finding, measure, release.city.source(lang))
