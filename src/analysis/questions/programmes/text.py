"""What is said of programmes, and their rows with names in the place of codes."""

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words
from analysis.display.own_rows import listed, own_rows
from analysis.display.sentences import of_release
from analysis.questions.programmes.tables import PROGRAMMES
from analysis.tables.finding import FOUND
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "项目清单与专项资金", "en": "Lists and programmes of projects"}
FUNDED = ["hundred_demo", "industrial_base"]
"""The programmes whose projects and money the year's report adds up."""


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    lists = own_rows(release, "programme_lists").set_index("title")
    money = own_rows(release, "programme_money").set_index("title")
    funded = money[money.index.isin(FUNDED)]
    plan = lists.reindex(["provincial_plan"]).iloc[0]
    every = money.reindex(["all"]).iloc[0]
    incentive = own_rows(release, "programme_incentives").squeeze()
    return of_release(release, "programmes").paragraphs(
        "headline",
        lang,
        place=release.place_name(lang),
        period=release.period,
        provincial=plan["listed"],
        in_library=plan["in_library"],
        started=plan["started"],
        city=lists["listed"].get("city_upgrading_plan"),
        awards=every["projects"],
        planned=every["planned_10k_cny"],
        granted=every["granted_10k_cny"],
        funded=funded["granted"].sum(),
        incentive=incentive["enterprises"],
        upgrading=incentive["upgrading"],
        funded_amount=funded["granted_10k_cny"].sum(skipna=False),
    )


def by_programme(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return the place's rows in words, in the order of the programmes, their sum last."""
    return in_words(_in_order(own_rows(release, table)), table, lang)


def incentives(release: Release, lang: str) -> pd.DataFrame:
    """Return the counties that have enterprises with the incentive, most first; `own`, `county`."""
    rows = release.table("programme_incentives").query("enterprises > 0")
    rows = rows[rows["county_code"].ne(WHOLE)]
    rows = rows[rows["county_code"].isin(release.neighbours)]
    names = rows["county_code"].map(lambda code: release.county_name(lang, code))
    rows = rows.assign(county=names, own=rows["county_code"].eq(release.county))
    return rows.sort_values("enterprises", ascending=False, kind="stable")


def findings(release: Release, lang: str) -> GT | None:
    """Return the findings for publication, those of the whole by county; None without any."""
    rows = _in_order(own_rows(release, "programme_findings"))
    columns = ["county_code", "finding", "title", "holder_name", *FOUND]
    return listed(release, "programme_findings", columns, lang, rows)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    order = {code: n for n, code in enumerate([*PROGRAMMES, "all"])}
    return rows.sort_values("title", key=lambda codes: codes.map(order), kind="stable")
