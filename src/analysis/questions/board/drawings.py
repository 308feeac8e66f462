"""The figures of the targets, each under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import pairs, progress
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.questions.board import text
from analysis.questions.board.tables import LIGHTS
from analysis.tables.release import Release


def done(release: Release, lang: str) -> Stated | None:
    """Amounts and counts in percent of their targets, beside the schedule."""
    rows = text.bars(release, lang)
    figure = progress(
        rows, name="name", done="done_pct", planned="target_pct", schedule="schedule_pct",
        table=text.BARS, lang=lang, rates=False,
    )  # fmt: skip
    due = rows.dropna(subset=["pace_pp"])
    finding = _behind(due["name"], due["pace_pp"], "kept")
    return stated(release, "board", "progress", figure, lang, finding=finding)


def rates(release: Release, lang: str) -> Stated | None:
    """Growths and shares beside their targets."""
    rows = text.rates(release, lang)
    dots = of_release(release, "board").labels("dots", lang)
    figure = pairs(
        rows, name="name", value="value", beside="target_value",
        table="board_states", lang=lang, titles=(dots["value"], dots["target"]),
    )  # fmt: skip
    aimed = rows.dropna(subset=["gap"])
    beyond = aimed["gap"].where(aimed["direction"] == "down", -aimed["gap"])
    finding = _behind(aimed["name"], beyond, "met")
    return stated(release, "board", "rates", figure, lang, finding=finding)


def lights(release: Release, lang: str) -> Stated | None:
    """The lights of the counties by indicator; None where no county has a target."""
    rows = text.of_counties(release, lang)
    number = rows["light"].value_counts()
    words = text.words(lang)
    finding = {
        "lights": [{"light": words[code], "number": int(number.get(code, 0))} for code in LIGHTS]
    }
    figure = text.lights(release, lang)
    return stated(release, "board", "lights", figure, lang, finding=finding)


def _behind(names: pd.Series, beyond: pd.Series, kept: str) -> dict[str, object]:
    """How many are not behind as printed, and who is most, by how many points."""
    points = beyond.astype(float).round(1)
    worst = points.min()
    return {
        "of": len(points),
        kept: int((points >= 0).sum()),
        "worst": names[points == worst].tolist(),
        "short": worst,
    }
