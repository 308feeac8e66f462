"""The slots of a target: how likely it is, what the rest of the year must bring, how far it is."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.display.sentences import of_release
from analysis.questions.output.indicator import indicator_of, of_place
from analysis.tables.release import Release

USUAL_YEARS = 3
"""As `analysis.forecasting` takes them; repeated, since that import is slow."""
VERDICTS = {"likely": 80.0, "open": 50.0, "doubtful": 20.0, "unlikely": 0.0}
"""What is said of a target from which probability in percent on."""
DASH = {"zh": "—", "en": "–"}


def target_slots(target: pd.Series, own: pd.Series, comparable: bool, years: str) -> dict[str, Any]:
    """Return the slots of a target after the expected year end.

    Parameters
    ----------
    target
        A row of `output_targets`, empty where the county has no target.
    own
        The same unit's row of `output_outlook`.
    comparable
        Whether growth is comparable, over last year as restated.
    years
        The years whose course is the usual one: 2019—2021.
    """
    return {
        "target": target.get("target_value"),
        "probability": target.get("probability_pct"),
        "required": target.get("required_rest"),
        "required_growth": target.get("required_growth_rest_pct"),
        "last": own["remaining_periods"] == 1,
        "comparable": comparable,
        "verdict": verdict(target),
        "gap": target.get("gap_value"),
        "gap_pct": gap_pct(target),
        "progress": target.get("progress_pct"),
        "ahead": target.get("ahead_pp"),
        "years": years,
    }


def gap_pct(target: pd.Series) -> float:
    """Expected less target of a row of `output_targets`, in percent of the target."""
    return float(100 * target.get("gap_value", math.nan) / target.get("target_value", math.nan))


def verdict(target: pd.Series) -> str | None:
    """What is said of a row of `output_targets`: a name of `VERDICTS`, or reached, or None."""
    if target.get("required_rest", math.nan) <= 0:
        return "reached"
    chance = target.get("probability_pct", math.nan)
    return next((name for name, least in VERDICTS.items() if chance >= least), None)


def usual_years(release: Release, lang: str) -> str:
    """The complete years, at most `USUAL_YEARS`, whose course the year's is held against."""
    own = of_place(release, release.table("output_series"))
    a_year = 12 if indicator_of(release) == "electricity" else 11
    year, month_number = int(release.period[:4]), int(release.period[5:])
    complete = (int(own["periods"].max()) - (month_number - 12 + a_year)) // a_year
    first = year - min(complete, USUAL_YEARS)
    return f"{first}{DASH[lang]}{year - 1}" if first < year - 1 else f"{year - 1}"


def others(release: Release, nouns: Mapping[str, str], lang: str) -> str:
    """Name the county's targets of other indicators that are more likely missed than reached.

    Parameters
    ----------
    nouns
        What the indicators are called.
    """
    targets = release.all().table("output_targets")
    own = targets[(targets["county_code"] == release.county) & ~targets["masked"]]
    own = own[own["indicator"] != indicator_of(release)]
    missed = own[own["probability_pct"] < 50]
    rows = zip(missed["indicator"], missed["probability_pct"], strict=True)
    return of_release(release, "output").say(
        "other_targets",
        lang,
        missed=[{"indicator": nouns[name], "probability": chance} for name, chance in rows],
        number=len(missed),
    )
