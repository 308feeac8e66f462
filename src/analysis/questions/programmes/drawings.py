"""The figures of programmes, each under its finding; None where there is none."""

import pandas as pd

from analysis.display.extremes import extremes
from analysis.display.forms import bars, progress
from analysis.display.labels import value_label
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, MUTED
from analysis.questions.programmes import text
from analysis.tables.release import Release


def lists(release: Release, lang: str) -> Stated | None:
    """Projects on each list, and those found in the library."""
    rows = text.by_programme(release, "programme_lists", lang).query("listed > 0")
    return _share(release, "lists", rows, lang, name="title", done="in_library", planned="listed")


def invested(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Investment of listed projects; `rows` are `text.by_programme` of `programme_progress`."""
    return _share(
        release, "progress", rows, lang, name="title", done="done_ytd_10k_cny",
        planned="plan_year_10k_cny", schedule="schedule_10k_cny",
    )  # fmt: skip


def money(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Money planned and granted; `rows` are `text.by_programme` of `programme_money`."""
    table, apart = "programme_money", _apart(rows, lang)
    values = {"planned_10k_cny": MUTED, "granted_10k_cny": BLUE}
    figure = bars(apart, name="title", value=values, table=table, lang=lang)
    finding = extremes(release, apart, "title", "granted_10k_cny", table, lang)
    return stated(release, "programmes", "money", figure, lang, finding=finding)


def incentive(release: Release, lang: str) -> Stated | None:
    """Enterprises with the incentive by county, and those of them with a project."""
    rows = text.incentives(release, lang)
    return _share(
        release, "incentives", rows, lang,
        name="county", done="upgrading", planned="enterprises", own="own",
    )  # fmt: skip


def payments(release: Release, lang: str) -> Stated | None:
    """Internal: money granted and paid."""
    rows = text.by_programme(release, "programme_payments", lang)
    return _share(
        release, "payments", rows, lang, name="title", done="paid_10k_cny",
        planned="granted_10k_cny",
    )  # fmt: skip


def _share(release: Release, of: str, rows: pd.DataFrame, lang: str, **roles: str) -> Stated | None:
    """What is done within what is planned, in `programme_<of>`; whose share is highest."""
    table, name, done = f"programme_{of}", roles["name"], roles["done"]
    figure = progress(rows, **roles, table=table, lang=lang)  # type: ignore[arg-type]
    apart = _apart(rows, lang) if name == "title" else rows
    finding = extremes(release, apart, name, done, table, lang, of=roles["planned"])
    return stated(release, "programmes", of, figure, lang, finding=finding)


def _apart(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The rows in words without their sum."""
    return rows[rows["title"] != value_label("programme_money", "title", "all", lang)]
