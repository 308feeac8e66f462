"""What in lists and annual reports must be settled with the county or the enterprise."""

import pandas as pd

from analysis.questions.ladder.checks import CHECKS
from analysis.questions.ladder.input_tables import FIRM_YEAR
from analysis.registers import fill_valid_until
from analysis.registers.catalogue import Catalogue
from analysis.registers.rungs import off_level
from analysis.tables.origins import ORIGIN

TOLERANCE = pd.Timedelta(days=31)
"""A list may give the month of the end alone."""
JUMP = 10
"""Times the figure of the year before: 元 or 千元 for 万元."""
PARTS = {
    "main_revenue_10k_cny": "revenue_10k_cny",
    "rd_10k_cny": "revenue_10k_cny",
    "rd_staff_persons": "staff_persons",
    "ip_own": "ip_class_1",
    "ip_high_value": "ip_class_1",
    "ip_own_used": "ip_used",
    "ip_used": "ip_class_1",
}
"""Part → the whole that it cannot exceed."""
COMPUTED = {
    "main_share": "main_revenue_10k_cny",
    "rd_share": "rd_10k_cny",
    "debt_ratio": "liabilities_10k_cny",
}
"""Measures that are rarely round, and what they are of: one at the limit may be made to fit."""
COLUMNS = ["county_code", "uscc", "name", "finding", "detail_zh", "detail_en", "at", ORIGIN]
"""`at` is the column in which a finding stands."""


def of_lists(entries: pd.DataFrame, known: Catalogue) -> pd.DataFrame:
    """Return the findings in the lists of the ladder's titles: `COLUMNS`.

    A list of another level counts on no rung; a term is to be counted from the grant.
    """
    rows = entries[entries["title"].isin(known.places)]
    rows = rows.assign(uscc=rows["holder_id"], name=rows["holder_name"])
    first = fill_valid_until(rows.assign(valid_until=pd.NaT), known.years)["valid_until"]
    stated = rows["valid_until"].where(rows["reviewed_on"].isna())
    other_term = ((stated - first).abs() > TOLERANCE) & (stated > rows["granted_on"])
    year = " " + rows["year"].astype(str)
    said = [rows["title"].map({c: t(lang) for c, t in known.titles.items()}) + year
            for lang in ("zh", "en")]  # fmt: skip
    return pd.concat(
        [
            _found(rows, "not_national", off_level(rows, known), *said),
            _found(rows, "term_not_from_grant", other_term, *said),
        ]
    )


def of_reports(
    reports: pd.DataFrame,
    candidates: pd.DataFrame,
    conditions: pd.DataFrame,
    names: pd.Series,
) -> pd.DataFrame:
    """Return the findings in annual reports and in the screens of candidates: `COLUMNS`.

    `names` are those of the registers, by credit code.
    """
    latest = reports.sort_values("year").drop_duplicates("uscc", keep="last")
    listed = latest["uscc"].map(names)
    renamed = listed.notna() & listed.ne(latest["name"])
    days = candidates["applied_on"].dt.strftime("%Y-%m-%d")
    exact = (
        conditions["measure"].isin([*COMPUTED])
        & conditions["status"].eq("passed")
        & conditions["value"].eq(conditions["required"])
    )
    value = conditions["value"].map(" {:g}%".format).astype("str")
    at_limit = [conditions[f"condition_{lang}"].astype("str") + value for lang in ("zh", "en")]
    # The day stands in the newest report; a condition is of the report that was judged.
    candidates = candidates.assign(
        **{ORIGIN: candidates["uscc"].map(latest.set_index("uscc")[ORIGIN])}
    )
    own = ["uscc", "year"]
    conditions = conditions.merge(reports[[*own, ORIGIN]], on=own, how="left").set_axis(
        conditions.index
    )
    found = [
        _found(latest, "renamed", renamed, listed, listed),
        _found(candidates, "no_standard", candidates["standard"].eq(""), days, days),
        _found(
            conditions, "at_the_limit", exact, *at_limit, at=conditions["measure"].map(COMPUTED)
        ),
        *(_part(reports, part, whole) for part, whole in PARTS.items()),
        _jumps(reports),
    ]
    return pd.concat(found).drop_duplicates()  # one enterprise stands before several rungs


def _part(reports: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    year = reports["year"].astype(str)
    said = [
        year + " " + " > ".join(FIRM_YEAR.metadata(column)[lang] for column in (part, whole))
        for lang in ("zh", "en")
    ]
    return _found(reports, "part_above_whole", reports[part] > reports[whole], *said, at=part)


def _jumps(reports: pd.DataFrame) -> pd.DataFrame:
    rows = reports.sort_values(["uscc", "year"])
    before = rows.groupby("uscc")["revenue_10k_cny"].shift()
    times = rows["revenue_10k_cny"] / before.where(before > 0)
    year, said = rows["year"].astype(str), times.map("{:.3g}".format).astype("str")
    zh = year + "年营业收入为上年的" + said + "倍"
    en = "revenue of " + year + " is " + said + " times that of the year before"
    return _found(rows, "unit_suspected", (times > JUMP) | (times < 1 / JUMP), zh, en)


def _found(
    rows: pd.DataFrame,
    finding: str,
    mask: pd.Series,
    zh: pd.Series,
    en: pd.Series,
    *,
    at: pd.Series | str | None = None,
) -> pd.DataFrame:
    column = CHECKS[finding].column if at is None else at
    return rows.assign(finding=finding, detail_zh=zh, detail_en=en, at=column).loc[mask, COLUMNS]
