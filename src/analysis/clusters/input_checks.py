"""What in the input would make a comparison of counties or clusters say something false?

Every function returns findings, one a row: `check`, `county_code`, `industry_code`,
`cluster_id` (those that apply, else empty), `zh`, `en`. They are flags in words: the numbers
stay, the reader is told. What cannot be computed honestly at all is refused with DataError.
"""

import pandas as pd

from analysis.errors import DataError, how_many

COLUMNS = ["check", "county_code", "industry_code", "cluster_id", "zh", "en"]
"""Sum of parts and printed total may differ by half a per cent (late corrections, rounding)."""
TAX_GAP_PP = 10.0
LIST_GAP_PP = 3.0


def finding(
    check: str, zh: str, en: str, county: str = "", industry: str = "", cluster: str = ""
) -> dict[str, str]:
    """One finding; the place it concerns is empty where it concerns the whole."""
    return {
        "check": check,
        "county_code": county,
        "industry_code": industry,
        "cluster_id": cluster,
        "zh": zh,
        "en": en,
    }


def table(findings: list[dict[str, str]]) -> pd.DataFrame:
    """Findings as a table with `COLUMNS`."""
    return pd.DataFrame(findings, columns=COLUMNS).astype("str")


def require_one_scope(rows: pd.DataFrame, what: str) -> None:
    """Refuse to add up rows of two lists: most units stand in both."""
    scopes = sorted(rows["scope"].unique())
    if len(scopes) > 1:
        raise DataError(
            f"{what}混有不同口径：{'、'.join(scopes)}；合计只能在同一口径内进行。",
            f"{what} mixes scopes {', '.join(scopes)}; a total is taken within one scope.",
        )


def require_not_negative(rows: pd.DataFrame, column: str, what: str) -> None:
    """Refuse negative levels where shares are taken of them."""
    if (bad := rows[rows[column] < 0]).empty:
        return
    where = bad.drop(columns=column).iloc[0].to_dict()
    raise DataError(
        f"{what}有{len(bad)}个负数（{column}），首个：{bad[column].iloc[0]:g}，{where}；应不小于0。",
        f"{what}: {how_many(len(bad), 'negative value')} in {column}, first "
        f"{bad[column].iloc[0]:g} at {where}; at least 0 is allowed.",
    )


def missing_counties(rows: pd.DataFrame, counties: pd.DataFrame) -> list[dict[str, str]]:
    """Counties of the city without any row: the others do not exhaust it."""
    absent = counties[~counties["county_code"].isin(rows["county_code"])]
    return [
        finding(
            "missing_county",
            f"{c.name_zh}无数据：合计缺该县，各县“竞争效应”仅在有数据的县之间抵消。",
            f"{c.name_en} has no data: totals lack it, and local effects cancel only among the "
            "counties that have some.",
            county=str(c.county_code),
        )
        for c in absent.itertuples()
    ]


def new_industries(rows: pd.DataFrame, current: str, base: str) -> list[dict[str, str]]:
    """Industries that nobody had a year before: they have no growth rate to compare with."""
    sums = rows.groupby("industry_code")[[current, base]].sum()
    return [
        finding(
            "new_industry",
            f"行业{code}上年同期全市为0：无行业增速，其增量单列为“新行业”。",
            f"industry {code} had nothing a year before: it has no growth rate, its increase is "
            "shown apart as new.",
            industry=str(code),
        )
        for code in sums.index[(sums[base] == 0) & (sums[current] > 0)]
    ]


def cluster_reports(growth: pd.DataFrame) -> list[dict[str, str]]:
    """What a reader of the clusters' growth must know; `growth` as from `comparable`."""
    found = []
    for r in growth.itertuples():
        at = {"county": str(r.county_code), "cluster": str(r.cluster_id)}
        if r.tax_10k_cny < 0 or r.tax_last_year_10k_cny < 0:
            found.append(
                finding(
                    "negative_tax",
                    "税金为负（留抵退税等）：不计算税金增速。",
                    "taxes are negative (refunds): no growth of tax is given.",
                    **at,
                )
            )
        elif abs(gap := r.revenue_growth_pct - r.tax_growth_pct) > TAX_GAP_PP:
            found.append(
                finding(
                    "tax_gap",
                    f"营业收入增速与税金增速相差{gap:+.1f}个百分点，需核实。",
                    f"growth of revenue and of tax differ by {gap:+.1f} points: to be verified.",
                    **at,
                )
            )
        if abs(r.published_growth_pct - r.revenue_growth_pct) > LIST_GAP_PP:
            found.append(
                finding(
                    "list_changed",
                    "按公布总量计算的增速与可比增速不同：名单有变动，以可比增速为准。",
                    "the growth of published levels differs from the comparable one: the list "
                    "changed, the comparable rate holds.",
                    **at,
                )
            )
        if not r.claim:
            found.append(
                finding(
                    "few_reporters",
                    f"仅{r.reporting_enterprises:.0f}家企业报送：增速不作评价、不参与排名。",
                    f"only {r.reporting_enterprises:.0f} enterprises report: the rate is not "
                    "judged and not ranked.",
                    **at,
                )
            )
    return found
