"""The figures of resumption, each under its finding; None where there is none."""

from analysis.display.extremes import extremes
from analysis.display.forms import course, ranking
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.questions.resumption import text
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE


def curves(release: Release, lang: str) -> Stated | None:
    """Both rates by lunar day, beside earlier years'; those of the last day are said."""
    rows, lines = text.curves(release, lang)
    said = of_release(release, "resumption")
    axes = said.labels("axis", lang)
    figure = course(
        rows, x="lunar_day", y="pct", hue="line", lines=lines, unit=axes["rate"], axis=axes["day"]
    )
    last = release.table("resumption_last").query("county_code == @release.county").iloc[0]
    finding = {
        "year": last["date"].year,
        "lunar": said.labels("lunar_days", lang)[f"{last['lunar_day']:.0f}"],
        **{rate: last[rate] for rate in text.RATES},
    }
    return stated(release, "resumption", "curves", figure, lang, finding=finding)


def counties(release: Release, lang: str) -> Stated | None:
    """The counties by share resumed, the load beside it."""
    rows, table = text.by_county(release, lang), "resumption_last"
    rows = rows[rows["county_code"] != WHOLE]
    figure = ranking(rows, name="county", value=[*text.RATES], own="own", table=table, lang=lang)
    finding = extremes(release, rows, "county", "resumed_pct", table, lang)
    return stated(release, "resumption", "ranking", figure, lang, finding=finding)
