"""Do the small catch up? The slots of the sentences on convergence."""

from analysis.display.sentences import of_release
from analysis.tables.release import Release

SUBJECTS = ("clusters", "counties")
COLUMNS = {
    "slope": "slope",
    "standard_error": "error",
    "slope_lower": "low",
    "slope_upper": "high",
    "n": "n",
    "speed_pct": "speed",
}


def paragraph(release: Release, lang: str) -> list[str]:
    """One paragraph: β of clusters and of counties, then the spread of the counties by year.

    A slope whose 95 % interval spans zero says neither way; a speed is given only where it does
    not. Empty where there are too few units for either test.
    """
    rows = release.table("cluster_spread")
    tests, sigma = (
        rows[rows["form"] == form].pivot_table(
            index=index, columns="statistic", values="estimate", dropna=False
        )
        for form, index in (("beta", "subject"), ("sigma", "period"))
    )
    tests = tests.reindex([s for s in SUBJECTS if s in tests.index], columns=[*COLUMNS])
    years = [{"year": str(period)[:4], "sd": row["sd_log"]} for period, row in sigma.iterrows()]
    if not release.has("cluster_lists"):  # what is compared are industries
        tests = tests.rename(index={"clusters": "cells"})
    return of_release(release, "clusters").paragraphs(
        "convergence",
        lang,
        tests=tests.rename(columns=COLUMNS).reset_index().to_dict("records"),
        spread=years if len(years) > 1 else None,
        counties=sigma["n"].iloc[0] if len(years) else None,
    )
