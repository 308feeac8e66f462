"""The ladder at the end of a period: who stands on it, came, came back from review, can climb."""

import pandas as pd

from analysis.questions.ladder.candidates import candidates, counts, judged, screens
from analysis.questions.ladder.checks import CHECKS
from analysis.questions.ladder.findings import of_lists, of_reports
from analysis.questions.ladder.input_tables import FIRM_YEAR
from analysis.questions.ladder.standards import as_rows, standards
from analysis.questions.ladder.standing import conversion, on_the_ladder, stocks, survival
from analysis.questions.ladder.tables import RESULTS
from analysis.registers import stock
from analysis.registers.catalogue import catalogue
from analysis.registers.recognised import register
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.territory import WHOLE


def answer(given: Given) -> Tables:
    """Result tables, see `tables.py`; those of candidates only where annual reports are in by then.

    What is dated after the period has not happened.
    """
    known = catalogue(given)
    entries, _ = register(given, known)
    rows = on_the_ladder(entries, known)
    counties = [*(county.code for county in given.city.counties), WHOLE]
    rules = standards(given)
    findings = [given.located(of_lists(entries, known), RECOGNITIONS, CHECKS)]
    found = {
        "ladder_standards": as_rows(rules),
        "ladder_stock": stocks(rows, counties, given),
        "ladder_conversion": conversion(rows, counties, given.day),
        "ladder_survival": survival(entries, known, given.day),
    }
    reports = _reports(given)
    if len(reports):
        held = stock(entries, given.day)
        asked = candidates(given, reports, held, known, rules)
        conditions = screens(reports, asked, held, rules)
        named = judged(asked, conditions)
        doubts = of_reports(reports, named, conditions, _names(given, entries))
        findings.append(given.located(doubts, FIRM_YEAR, CHECKS))
        found |= {
            "ladder_ready": counts(named, counties),
            "ladder_candidates": named,
            "ladder_screens": conditions,
        }
    found["ladder_findings"] = pd.concat(findings)
    return {t.name: found[t.name][list(t.columns)] for t in RESULTS if t.name in found}


def _reports(given: Given) -> pd.DataFrame:
    """The annual reports of years before the period's."""
    if FIRM_YEAR not in given:
        return pd.DataFrame()
    reports = given.read(FIRM_YEAR, origins=True)
    return reports[reports["year"] < given.day.year]


def _names(given: Given, entries: pd.DataFrame) -> pd.Series:
    """Credit code → name, of the register of enterprises, else of the lists of titles."""
    listed = entries.drop_duplicates("holder_id").set_index("holder_id")["holder_name"]
    listed = listed[listed.ne("")]
    if ENTERPRISES not in given:
        return listed
    firms = given.read(ENTERPRISES, columns=["uscc", "name"]).set_index("uscc")["name"]
    return firms.combine_first(listed)
