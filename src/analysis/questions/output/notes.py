"""How the forecast was made, how well it did, and what it cannot say."""

import pandas as pd

from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.questions.output import absence, value_added
from analysis.questions.output.indicator import indicator_of, of_place
from analysis.questions.output.text import whole, words
from analysis.tables.release import Release

SHORT_YEARS = 3
"""Years below which the seasonal pattern rests on too few repetitions."""
PROMISED_PCT = 80
SDS, CLEARLY_PP = 3.0, 10.0
"""Coverage short of what is promised by so many binomial deviations, and points, is no chance."""


def target_note(release: Release, lang: str) -> str:
    """What is forecast, and a warning where the history is short."""
    if indicator_of(release) == "value_added":
        return value_added.method_note(release, lang)
    periods = release.everywhere("output_series", ["periods"])["periods"]
    if periods.empty:
        return ""
    kind, longest = _kind(release), int(periods.max())
    short = longest < SHORT_YEARS * (11 if kind == "flow" else 12)
    monthly = kind in {"stock", "index"}
    return of_release(release, "output").say(
        "forecast_of",
        lang,
        kind=kind,
        noun=words(release, lang).noun,
        restated=absence.restated(release),
        periods=longest if short else None,
        **(_matched(release) if monthly else dict.fromkeys(("used", "left_out"))),
    )


def history_note(release: Release, lang: str) -> str:
    """How many series were forecast how, from the state of the county's series."""
    own = of_place(release, release.table("output_series"))
    counts = own.groupby("series_method").size()
    return of_release(release, "output").say(
        "history",
        lang,
        series=len(own),
        ways=[
            {"way": value_label("output_series", "series_method", how, lang), "number": int(n)}
            for how, n in counts.items()
        ],
        breaks=int(own["level_break"].notna().sum()),
    )


def limits(release: Release, lang: str) -> list[str]:
    """What the reader must know about growth, intervals and what is assumed."""
    if indicator_of(release) == "value_added":
        return [value_added.limit(release, lang)]
    text = of_release(release, "output")
    comparable = _kind(release) == "flow" and absence.restated(release)
    restates = _kind(release) == "flow"
    return text.paragraphs("limits", lang, comparable=comparable, restates=restates)


def adding_up(release: Release, lang: str) -> str:
    """What the total's own forecast said before it was made to agree with its parts."""
    own = whole(release, "output_outlook")
    growth_only = indicator_of(release) == "value_added"
    if own is None or growth_only or _kind(release) == "index" or not own["remaining_periods"]:
        return ""
    said = words(release, lang)
    before = own["year_end_value"] + (own["base_rest_value"] - own["rest_value"]) / said.whole
    moved = 100 * (own["year_end_value"] / before - 1)
    return of_release(release, "output").say(
        "adding_up", lang, value=before, unit=said.unit, moved=moved
    )


def calibration(release: Release, lang: str) -> str:
    """Warn where intervals held clearly less often in the back-test than they promise."""
    if indicator_of(release) == "value_added":
        return ""
    rows = release.table("output_coverage").query("covered == 'sum' and horizon in [1, 3, 6]")
    rows = rows.query("tier in ['county', 'cell']")
    share = PROMISED_PCT / 100
    by_chance = SDS * 100 * (share * (1 - share) / rows["errors"]) ** 0.5
    least = PROMISED_PCT - by_chance.clip(lower=CLEARLY_PP)
    failed = rows[rows["coverage80_pct"] < least].sort_values("coverage80_pct")
    worst = failed.drop_duplicates("tier").sort_values("tier", ascending=False)
    return of_release(release, "output").say(
        "calibration",
        lang,
        tiers=[
            {
                "tier": value_label("output_coverage", "tier", row.tier, lang),
                "worst": row.coverage80_pct,
                "horizon": row.horizon,
                "errors": row.errors,
            }
            for row in worst.itertuples()
        ],
        promised=PROMISED_PCT,
    )


def coverage(release: Release, lang: str) -> pd.DataFrame:
    """How often the intervals of sums held, one, three and six periods ahead."""
    if indicator_of(release) == "value_added":
        return growth_coverage(release)
    rows = release.table("output_coverage").query("covered == 'sum' and horizon in [1, 3, 6]")
    rows = rows.query("tier in ['county', 'cell']").drop(columns=["indicator", "covered", "masked"])
    return rows.assign(
        tier=[value_label("output_coverage", "tier", tier, lang) for tier in rows["tier"]]
    )


def growth_coverage(release: Release) -> pd.DataFrame:
    """How often the intervals of growth held, one, three and six periods ahead."""
    errors = release.table("output_growth_errors")
    rows = errors.query("growth_method == 'forecast' and horizon in [1, 3, 6]")
    return rows[["horizon", "coverage80_pct", "coverage95_pct", "errors"]]


def method(release: Release, lang: str) -> dict[str, str]:
    """How the forecast was made, for the provenance: reconciliation and members."""
    choices = release.table("output_choices").query("chosen")
    if choices.empty:
        return {}
    chosen = choices.iloc[0]
    naive = bool(chosen["seasonal_naive_member"])
    titles = of_release(release, "output").labels("method", lang)
    members = "Theta, damped trend, Holt-Winters" + (", seasonal naive" if naive else "")
    return {
        titles["members"]: members,
        titles["reconciliation"]: str(chosen["forecast_method"]),
    }


def _kind(release: Release) -> str:
    """A flow, a stock, an index, or electricity, whose months are metered."""
    is_electricity = indicator_of(release) == "electricity"
    return "electricity" if is_electricity else release.city.measure.kind


def _matched(release: Release) -> dict[str, int]:
    """How many cells of a stock or an index have the months of both years, how many not."""
    cells = release.everywhere("output_series", ["series_method"])
    left_out = int((cells["series_method"] == "none").sum())
    return {"used": len(cells) - left_out, "left_out": left_out}
