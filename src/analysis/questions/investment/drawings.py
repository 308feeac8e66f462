"""The figures of projects, each under its finding; None where there is none."""

from analysis.display.extremes import extremes
from analysis.display.forms import progress, ranking, transition
from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.questions.investment import text
from analysis.tables.release import Release

MONEY = "project_investment"
DONE, PLANNED = "done_ytd_10k_cny", "plan_year_10k_cny"


def invested(release: Release, lang: str) -> Stated | None:
    """Plan of the year, done and schedule of each list."""
    rows = text.invested(text.own_lists(release, MONEY, lang))
    figure = progress(
        rows, name="list", done=DONE, planned=PLANNED, schedule="schedule_10k_cny",
        table=MONEY, lang=lang,
    )  # fmt: skip
    apart = rows[rows["list"] != value_label(MONEY, "list", "all", lang)]
    finding = extremes(release, apart, "list", DONE, MONEY, lang, of=PLANNED)
    return stated(release, "investment", "progress", figure, lang, finding=finding)


def counties(release: Release, lang: str) -> Stated | None:
    """The counties by share done; one of a single project is neither first nor last."""
    rows = text.side_by_side(release, lang)
    figure = ranking(
        rows, name="county", value=["done_pct", DONE], own="own", table=MONEY, lang=lang
    )
    several = rows[~rows["single"]]
    finding = extremes(release, several, "county", "done_pct", MONEY, lang)
    return stated(release, "investment", "ranking", figure, lang, finding=finding)


def steps(release: Release, lang: str) -> Stated | None:
    """From stage to stage; what came to the list or left it neither stayed nor went on."""
    rows = release.table("project_steps").query("county_code == @release.county")
    sides = of_release(release, "investment").labels("sides", lang)
    figure = transition(
        rows, start="stage_before", end="stage_now", count="projects", illegal="illegal",
        stages=text.stages(lang), titles=(sides["before"], sides["now"]), lang=lang,
    )  # fmt: skip
    within = rows[rows["stage_before"].ne("new") & rows["stage_now"].ne("left")]
    stayed, illegal = within["stage_before"].eq(within["stage_now"]), within["illegal"].astype(bool)
    finding = {
        "stayed": int(within.loc[stayed, "projects"].sum()),
        "moved": int(within.loc[~stayed & ~illegal, "projects"].sum()),
        "illegal": int(within.loc[illegal, "projects"].sum()),
    }
    return stated(release, "investment", "steps", figure, lang, finding=finding)
