"""The figures of the three batches, each under its finding; None where there is none."""

from analysis.display.extremes import extremes
from analysis.display.forms import progress
from analysis.display.labels import value_label
from analysis.display.stated import Stated, stated
from analysis.questions.batches import text
from analysis.tables.release import Release

TABLE = "batch_counts"


def categories(release: Release, lang: str) -> Stated | None:
    """Enterprises listed, done and needed in each category."""
    rows = text.own_counts(release, lang).query("listed > 0")
    figure = progress(
        rows, name="category", done="done", planned="listed", schedule="needed",
        table=TABLE, lang=lang,
    )  # fmt: skip
    apart = rows[rows["category"] != value_label(TABLE, "category", "all", lang)]
    finding = extremes(release, apart, "category", "done", TABLE, lang, of="listed")
    return stated(release, "batches", "batches", figure, lang, finding=finding)


def counties(release: Release, lang: str) -> Stated | None:
    """Enterprises listed and done in each county."""
    rows = text.by_county(release, lang)
    figure = progress(
        rows, name="county", done="done", planned="listed", own="own", table=TABLE, lang=lang
    )
    finding = extremes(release, rows, "county", "done", TABLE, lang, of="listed")
    return stated(release, "batches", "counties", figure, lang, finding=finding)
