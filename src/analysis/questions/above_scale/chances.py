"""How likely a candidate enters and an enterprise leaves: classes, and what last year's did."""

import numpy as np
import pandas as pd

from analysis.questions.above_scale.tables import CANDIDATE_MONTH
from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

CHANCES = Rules("chances", dated=True)
REVENUE, OUTPUT = "revenue_ytd_10k_cny", "output_ytd_10k_cny"
LAST = "revenue_ytd_last_year_10k_cny"


class EntryClass(Rule):
    """Candidates whose year's revenue over the line is at least so much."""

    code: str
    least: float
    chance: float


class ExitClass(Rule):
    """Enterprises whose twelve months' revenue over the line is below so much, and falls."""

    code: str
    most: float
    chance: float


class Chances(DatedRule):
    """The chances to begin with; see the head of `data/reference/chances/above_scale.yaml`."""

    strength: float
    entry: tuple[EntryClass, ...]
    stopped: float
    exit: tuple[ExitClass, ...]

    @property
    def prior(self) -> dict[tuple[str, str], float]:
        """(entry or exit, class) → chance, in the order of the file."""
        entries = {("entry", each.code): each.chance for each in self.entry}
        exits = {("exit", each.code): each.chance for each in self.exit}
        return entries | {("exit", "stopped"): self.stopped} | exits


def held(given: Given, table: Table, *periods: str) -> pd.DataFrame:
    """Return a table's rows, of periods or all: none, but typed, where the city has none."""
    empty = pd.DataFrame(columns=[*table.columns, ORIGIN])
    rows = given.read(table, periods=periods or None, origins=True) if table in given else empty
    dtypes = {"quantity": float, "flag": bool, "date": "datetime64[us]"}
    kinds = {column: table.metadata(column)["kind"] for column in table.columns}
    return rows.astype({c: dtypes.get(kind, "str") for c, kind in kinds.items()})


def candidates(given: Given, period: str, line: float, rule: Chances) -> pd.DataFrame:
    """Return a period's candidates with `year_10k_cny`, their `gap_10k_cny` to the line, `band`.

    The year's revenue is what was earned, and the months to come at the mean of the last three
    (of the year so far where no earlier report is held). A new plant needs its output too, so
    the smaller of both counts.
    """
    month = int(period[5:])
    rows = held(given, CANDIDATE_MONTH, period)
    earlier = held(given, CANDIDATE_MONTH, f"{period[:4]}-{month - 3:02d}")
    year = {}
    for column in (REVENUE, OUTPUT):
        was = rows["uscc"].map(earlier.set_index("uscc")[column]).astype(float)
        rate = ((rows[column] - was) / 3).fillna(rows[column] / month).clip(lower=0)
        year[column] = rows[column] + rate * (12 - month)
    expected = year[REVENUE].where(
        rows["entry"].ne("new_build"), np.fmin(year[REVENUE], year[OUTPUT])
    )
    place = np.searchsorted([each.least for each in rule.entry], expected / line, side="right") - 1
    codes = np.array([each.code for each in rule.entry], dtype=object)
    return rows.assign(
        year_10k_cny=expected, gap_10k_cny=(line - expected).clip(lower=0), band=codes[place]
    )


def reporters(given: Given, period: str, line: float, rule: Chances) -> pd.DataFrame:
    """Return who reported for a period: uscc, county_code, `year_10k_cny`, `change_pct`, `band`.

    Twelve months' revenue = this year's + last year's whole − last year's to the same period. Of
    whom last year's whole is not known (listed this year) it is the year so far × 12 / months.
    Stopped: nothing produced and nothing sold since the report before. Other classes: none ("").
    """
    year, month = int(period[:4]), int(period[5:])
    ends = [f"{year - 1}-12", f"{year}-12"]
    before = f"{year}-{month - 1:02d}"
    rows = held(given, ENTERPRISE_MONTH, period, before, *ends).set_index("uscc")
    now, earlier, was, end = (rows[rows["period"] == p] for p in (period, before, *ends))
    earlier = earlier.reindex(now.index)
    # Of a year before the store's first one only the last report of the next year tells.
    whole = was[REVENUE].reindex(now.index).fillna(end[LAST].reindex(now.index))
    earned = (now[REVENUE] + whole - now[LAST]).fillna(now[REVENUE] * 12 / month)
    still = (now[[REVENUE, OUTPUT]] <= earlier[[REVENUE, OUTPUT]].fillna(0)).all(axis=1)
    falling = now[REVENUE] < now[LAST]
    classes = [still, *(falling & (earned < each.most * line) for each in rule.exit)]
    band = np.select(classes, ["stopped", *(each.code for each in rule.exit)], "")
    change = 100 * (now[REVENUE] / now[LAST].where(now[LAST] > 0) - 1)
    found = now[["county_code"]].assign(year_10k_cny=earned, change_pct=change, band=band)
    return found.reset_index()


def calibration(seen: pd.DataFrame, now: pd.DataFrame, rule: Chances) -> pd.DataFrame:
    """Return the chances of each class, before and after last year's outcome.

    Parameters
    ----------
    seen
        Last year's candidates and reporters: `side` (entry, exit), `band`, `happened`.
    now
        This year's: `side`, `band`.

    Returns
    -------
    One row a class: `side`, `band`, `last_year`, `happened`, `happened_pct`, `predicted` (by the
    chance to begin with), `prior_pct`, `chance_pct` = (strength × prior + happened) / (strength +
    last_year), `now`. The class without a name has leavers whom nothing announced, and no chance.
    """
    prior = pd.Series(rule.prior, name="prior")
    bands = pd.MultiIndex.from_tuples([*rule.prior, ("exit", "")], names=["side", "band"])
    group = seen.astype({"happened": float}).groupby(["side", "band"])["happened"]
    counts = group.agg(["size", "sum"]).reindex(bands).fillna(0)
    prior = prior.reindex(bands)
    number, happened = counts["size"], counts["sum"]
    chance = (rule.strength * prior + happened) / (rule.strength + number)
    found = pd.DataFrame(
        {
            "last_year": number,
            "happened": happened,
            "happened_pct": 100 * happened / number.where(number > 0),
            "predicted": prior * number,
            "prior_pct": 100 * prior,
            "chance_pct": 100 * chance,
            "now": now.groupby(["side", "band"]).size().reindex(bands).fillna(0),
        }
    )
    return found.reset_index()
