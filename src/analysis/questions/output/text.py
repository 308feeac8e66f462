"""The slots of the sentences on output: what an analyst writes every month, from safe tables."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.display.labels import unit_label
from analysis.display.sentences import of_release
from analysis.questions.output import absence, structure, value_added
from analysis.questions.output.indicator import indicator_of
from analysis.questions.output.result_tables import INDICATORS
from analysis.questions.output.target import others, target_slots, usual_years
from analysis.tables import RESULT_TABLES
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE
from analysis.tables.units import UNITS, in_currency

NOISE_PCT = 1e-9
Slots = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """How a city's measure is said and drawn: its name, its unit, the unit of figures, places.

    `whole` is the number of periods that a year is the mean of: 1 for what adds up.
    """

    noun: str
    unit: str
    scale: float
    shown_unit: str
    places: int = 2
    whole: int = 1


def words(release: Release, lang: str) -> Words:
    """Return the words of the indicator."""
    measure, currency = release.city.measure, release.city.currency
    nouns = of_release(release, "output").labels("nouns", lang)
    shown = indicator_of(release)
    if shown == "value_added":
        return Words(nouns[shown], "pct", 1.0, "%")
    if shown == "electricity":
        gwh = {"zh": (1e4, "亿千瓦时"), "en": (100.0, "GWh")}[lang]
        return Words(nouns[shown], "10k_kwh", *gwh)
    noun, unit = measure.noun(lang), measure.unit_in(currency)
    if unit == in_currency("10k_cny", currency):
        hundred_millions = unit_label(in_currency("100m_cny", currency), lang)
        money = {"zh": (1e4, hundred_millions), "en": (1e5, f"{currency} billion")}[lang]
        return Words(noun, unit, *money)
    whole = 1 if measure.kind == "flow" else 12
    return Words(noun, unit, 1.0, unit_label(unit, lang), UNITS[unit].decimals, whole)


def title(release: Release) -> dict[str, str]:
    """Return the report's title by language."""
    text = of_release(release, "output")
    shown = indicator_of(release)
    return {lang: text.labels("titles", lang)[shown] for lang in ("zh", "en")}


def no_components(release: Release, lang: str) -> str:
    """Say why the parts of the county's series are not shown."""
    why = of_release(release, "output").labels("no_components", lang)
    if indicator_of(release) == "value_added":
        return why["growth_only"]
    if release.county == WHOLE:
        return why["whole"]
    rows = release.table("output_components")
    own = rows[rows["county_code"] == release.county] if len(rows) else rows
    if own.empty:
        return why["short"]
    return why["withheld" if own["masked"].any() else "not_converged"]


def whole(release: Release, name: str, county: str | None = None) -> pd.Series | None:
    """The row of a county's total (the report's own by default), None if none is published."""
    found = totals(release, name, county)
    return None if found.empty else found.iloc[0]


def totals(release: Release, name: str, county: str | None = None) -> pd.DataFrame:
    """The published rows of a county's total; those of `output_path` in time order."""
    if not release.has(name):  # tables of single counties are not the whole's
        return pd.DataFrame(columns=[*RESULT_TABLES[name].columns])
    rows = release.table(name)
    code = county or release.county
    own = rows[(rows["county_code"] == code) & (rows["industry_code"] == "total")]
    own = own[~own["masked"]]
    return own.sort_values("period", ignore_index=True) if "period" in own else own


def headline(release: Release, lang: str) -> list[str]:
    """What came, what is expected, and the target; withheld figures are not said."""
    text = of_release(release, "output")
    if indicator_of(release) == "value_added":
        said = value_added.headline(release, lang)
    elif (own := whole(release, "output_outlook")) is None:
        return [_nothing(release, lang)]
    else:
        missing = absence.absent(release, lang)
        slots = {
            "absent": missing,
            "came": _came(release, own, lang),
            "breadth": _breadth(release),
            "late": None if missing else absence.late(release, lang),
            "late_elsewhere": absence.late_elsewhere(release, lang),
        }
        if indicator_of(release) == "output":
            slots["sections"] = structure.by_section(release)
            slots["sizes"] = structure.by_size(release, lang)
            slots["electricity"] = structure.electricity(release)
        said = [text.together(slots, lang), _expected(release, own, lang)]
    nouns = {name: words(release.of(indicator=name), lang).noun for name in INDICATORS}
    return [paragraph for paragraph in (*said, others(release, nouns, lang)) if paragraph]


def _nothing(release: Release, lang: str) -> str:
    """Why nothing is said of the county's total: it is withheld, late, or not there."""
    text, rows = of_release(release, "output"), release.table("output_outlook")
    if release.county == WHOLE and release.city.measure.kind == "index":
        return text.say("no_sum", lang, noun=words(release, lang).noun)
    if (rows["county_code"] == release.county).any():
        return text.say("withheld", lang)
    if (missing := absence.absent(release, lang)) is not None:
        return text.say("absent", lang, **missing)
    return text.say("no_data", lang, county=release.place_name(lang))


def _came(release: Release, own: pd.Series, lang: str) -> Slots:
    said = words(release, lang)
    of_output = indicator_of(release) == "output"
    # January and February are one period: there is no month to speak of beside it.
    first = release.city.measure.kind == "flow" and release.period.endswith("-02")
    return {
        "when": release.period,
        "county": release.place_name(lang),
        "noun": said.noun,
        "kind": release.city.measure.kind,
        "enterprises": own["enterprises"],
        "value": own["ytd_value"],
        "unit": said.unit,
        "growth": own["ytd_growth_pct"],
        "whole": release.city.whole(lang),
        **_against_city(release, own),
        "month_number": int(release.period[5:]),
        "month_growth": None if first else own["month_growth_pct"],
        **(value_added.clause(release) if of_output else dict.fromkeys(value_added.CLAUSE)),
    }


def _against_city(release: Release, own: pd.Series) -> Slots:
    city = whole(release, "output_outlook", WHOLE)
    everyone = release.everywhere("output_outlook", ["ytd_growth_pct"], tier="county")
    withheld = bool(everyone["masked"].any())
    everyone = everyone[~everyone["masked"] & everyone["ytd_growth_pct"].notna()]
    alone = len(release.city.counties) == 1 or release.county == WHOLE
    # Sums of floats differ by a hair where rates are the same.
    ahead_of_it = everyone["ytd_growth_pct"] > own["ytd_growth_pct"] + NOISE_PCT
    rank = int(ahead_of_it.sum()) + 1
    return {
        "ahead": None if city is None or alone else own["ytd_growth_pct"] - city["ytd_growth_pct"],
        "rank": None if alone else rank,
        "of": len(everyone),
        "complete": len(everyone) == len(release.city.counties),
        "reported": withheld or len(everyone) == len(release.city.counties),
    }


def _breadth(release: Release) -> Slots | None:
    """How many of the county's industries grow; a share only where all of them are shown."""
    parts = "industry" if release.county == WHOLE else "cell"
    cells = release.table("output_outlook").query("county_code == @release.county")
    cells = cells[cells["tier"] == parts]
    rated = cells["ytd_growth_pct"].dropna()
    if rated.empty or len(cells) == 1:  # one industry alone is the whole county
        return None
    return {
        "industries": len(rated),
        "growing": int((rated > 0).sum()),
        "withheld": int(cells["masked"].sum()),
    }


def _expected(release: Release, own: pd.Series, lang: str) -> str:
    text, said, year = of_release(release, "output"), words(release, lang), release.period[:4]
    if own["remaining_periods"] == 0:
        return text.say("year_complete", lang, year=year)
    target = whole(release, "output_targets")
    restated = indicator_of(release) == "output" and absence.restated(release)
    known = pd.Series(dtype=float) if target is None else target
    return text.say(
        "expected",
        lang,
        year=year,
        value=own["year_end_value"],
        low=own["lo80"],
        high=own["hi80"],
        unit=said.unit,
        growth=own["year_end_growth_pct"],
        **target_slots(known, own, restated, usual_years(release, lang)),
    )
