"""Do counties and clusters grow closer together? The convergence tests as one table."""

import pandas as pd

from analysis.clusters.convergence import MIN_UNITS, beta_convergence, sigma_convergence
from analysis.tables.rules import a_year_before

STATISTICS = (
    "slope", "standard_error", "slope_lower", "slope_upper", "p_value", "speed_pct", "n",
)  # fmt: skip


def spread(positions: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """β over the last year for clusters, over all years for counties; σ of counties by year.

    Returns `subject` (clusters or counties), `form` (beta or sigma), `period`, `statistic`,
    `estimate`. What has too few units is left out: nothing is claimed from it.
    """
    rows: list[dict[str, object]] = []
    last = str(panel["period"].max())
    largest = positions[positions["scope"] == positions["scope"].min()]
    start, end = largest["value_last_year"], largest["value"]
    if ((start > 0) & (end > 0)).sum() >= MIN_UNITS:
        rows += _beta("clusters", last, beta_convergence(start, end, 1))
    same_month = panel[panel["period"].str[5:] == last[5:]]
    levels = _county_levels(same_month)
    years = int(levels.columns[-1][:4]) - int(levels.columns[0][:4])
    positive = ((levels.iloc[:, 0] > 0) & (levels.iloc[:, -1] > 0)).sum()
    if years > 0 and positive >= MIN_UNITS:
        rows += _beta(
            "counties", last, beta_convergence(levels.iloc[:, 0], levels.iloc[:, -1], years)
        )
    for year in sigma_convergence(levels).to_dict("records"):
        rows += [
            {
                "subject": "counties",
                "form": "sigma",
                "period": year["year"],
                "statistic": statistic,
                "estimate": float(year[statistic]),
            }
            for statistic in ("sd_log", "cv", "n")
        ]
    return pd.DataFrame(rows, columns=["subject", "form", "period", "statistic", "estimate"])


def _county_levels(same_month: pd.DataFrame) -> pd.DataFrame:
    """County × period, the year before the first one included as that year's comparison."""
    first = str(same_month["period"].min())
    before = same_month.loc[same_month["period"] == first, ["county_code", "value_last_year"]]
    before = before.assign(period=a_year_before(first), value=before["value_last_year"])
    rows = pd.concat([same_month, before])
    return rows.pivot_table(index="county_code", columns="period", values="value", aggfunc="sum")


def _beta(subject: str, period: str, fit: dict[str, float]) -> list[dict[str, object]]:
    return [
        {
            "subject": subject,
            "form": "beta",
            "period": period,
            "statistic": statistic,
            "estimate": fit[statistic],
        }
        for statistic in STATISTICS
    ]
