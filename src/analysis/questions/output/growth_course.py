"""The growth of the year, period by period, and of the year to date."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.display.numbers import fixed, printed_change
from analysis.display.parts import Period, periods
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.output import absence, value_added
from analysis.questions.output.indicator import indicator_of
from analysis.questions.output.text import totals, words
from analysis.tables.release import Release


def growth_course(release: Release, lang: str) -> Stated | None:
    """Growth of single periods as columns, of the year to date as a line; None without any.

    Of value added it is the published growth; of what has levels, growth between the levels of
    the path: last year's as restated, or, where nothing is, as published.
    """
    of_growth = indicator_of(release) == "value_added"
    rows = _published(release) if of_growth else between_levels(totals(release, "output_path"))
    rows = rows[rows["period"].str[:4] == release.period[:4]]
    came = rows[rows["stage"] == "actual"]
    if came.empty or came["so_far_pct"].isna().all():
        return None
    text, last = of_release(release, "output"), came.iloc[-1]
    restated = indicator_of(release) == "output" and absence.restated(release)
    before = came.iloc[-2] if len(came) > 1 else pd.Series(dtype=float)
    single = before.get("months") == 1
    finding = text.say(
        "course_finding",
        lang,
        noun=words(release, lang).noun,
        when=release.period,
        number=int(release.period[5:]),
        growth=last["growth_pct"] if last["months"] == 1 else None,
        step=printed_change(last["growth_pct"], before["growth_pct"]) if single else None,
        so_far=last["so_far_pct"],
    )
    measure = text.say(
        "course_measure",
        lang,
        noun=words(release, lang).noun,
        published=not of_growth and not restated,
        restated=restated,
        expected=len(came) < len(rows),
        first=bool((rows["months"] == 2).any()),
    )
    return Stated(
        periods(
            [column(row._asdict(), lang) for row in rows.itertuples()],
            alt=f"{finding} {measure}",
            line_text=text.say(
                "course_line",
                lang,
                so_far=last["so_far_pct"],
                expected=rows["so_far_pct"].iloc[-1] if len(came) < len(rows) else None,
            ),
        ),
        finding,
        measure,
        release.city.source(lang),
    )


def _published(release: Release) -> pd.DataFrame:
    """Published growth of value added: January and February have that of the year to date."""
    rows = value_added.course(release)
    made = pd.DataFrame(
        {
            "period": rows["period"],
            "stage": rows["stage"],
            "growth_pct": rows["value_added_month_growth_pct"],
            "so_far_pct": rows[value_added.SO_FAR],
        }
    )
    made = with_months(made)
    return made.assign(growth_pct=made["growth_pct"].where(made["months"] == 1, made["so_far_pct"]))


def between_levels(path: pd.DataFrame) -> pd.DataFrame:
    """Growth of each period, and of its year up to it, over the same periods of the year before.

    `path`: rows of `output_path` of one unit; returns `period`, `stage`, `growth_pct`,
    `so_far_pct` and `months`, missing where a period of either year is.
    """
    rows = path.assign(
        year=path["period"].str[:4].astype(int), month=path["period"].str[5:]
    ).sort_values("period")
    rows["so_far"] = rows.groupby("year")["value"].cumsum()
    rows["periods"] = rows.groupby("year").cumcount()
    before = rows.assign(year=rows["year"] + 1)[["year", "month", "value", "so_far", "periods"]]
    both = rows.merge(before, on=["year", "month"], suffixes=("", "_before"))
    alike = both["periods"] == both["periods_before"]
    return with_months(
        pd.DataFrame(
            {
                "period": both["period"],
                "stage": both["stage"],
                "growth_pct": 100 * (both["value"] / both["value_before"] - 1),
                "so_far_pct": (100 * (both["so_far"] / both["so_far_before"] - 1)).where(alike),
            }
        )
    )


def with_months(rows: pd.DataFrame) -> pd.DataFrame:
    """Add how many months a period is: February is two where no January stands before it."""
    alone = rows["period"].str.endswith("-02") & ~rows["period"].str.endswith("-01").any()
    return rows.assign(months=alone.map({True: 2, False: 1}))


def column(row: Mapping[str, Any], lang: str) -> Period:
    """Return the column of a row: `period`, `months`, `stage`, `growth_pct`, `so_far_pct`."""
    name = {"zh": "1—2月", "en": "Jan–Feb"}[lang] if row["months"] == 2 else row["period"][5:]
    growth = row["growth_pct"]
    return Period(
        name.lstrip("0"),
        "" if pd.isna(growth) else fixed(growth),
        growth,
        row["so_far_pct"],
        row["months"],
        row["stage"] != "actual",
    )
