"""The figures of the list above scale, each under its finding; None where there is none."""

from analysis.display.forms import course, waterfall
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.questions.above_scale import text
from analysis.tables.release import Release


def flow(release: Release, lang: str) -> Stated | None:
    """From the list at the year's start to the one expected at its end."""
    rows = text.flow(release, lang)
    axis = of_release(release, text.QUESTION).labels("titles", lang)["stock"]
    figure = waterfall(
        rows, name="name", value="stock", level="level", expected="expected",
        table="above_scale_balance", lang=lang, axis=axis,
    )  # fmt: skip
    start, now, *end = rows.loc[rows["level"], "stock"]
    finding = {"start": start, "now": now, "end": end[0] if end else None}
    return stated(release, text.QUESTION, "flow", figure, lang, finding=finding)


def months(release: Release, lang: str) -> Stated | None:
    """Net increase by month, this year and last; that to the last month is said."""
    rows, titles = text.months(release), of_release(release, text.QUESTION).labels("titles", lang)
    figure = course(
        rows, x="month", y="net", hue="year", lines=text.years(release),
        unit=titles["net"], axis=titles["month"],
    )  # fmt: skip
    net = rows[rows["month"] == release.period[5:]].set_index("year")["net"]
    finding = {"period": release.period, "net": net.get("this"), "last": net.get("last")}
    return stated(release, text.QUESTION, "months", figure, lang, finding=finding)
