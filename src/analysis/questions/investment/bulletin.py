"""The monthly bulletin to the counties (通报): points by a dated rule, red and black list.

A rule gives points to counties or to projects, whose points a county adds up. On the red list is
who is on schedule and among the first, on the black one who is behind it and among the last: a
county that is on schedule is never black.
"""

import numpy as np
import pandas as pd

from analysis.questions.investment.dispatch import DONE, PLAN
from analysis.questions.investment.tables import BULLETIN
from analysis.registers import ranking
from analysis.tables.question import Rules, Settings
from analysis.tables.rules import DatedRule, Rule
from analysis.tables.territory import WHOLE


class InvestmentSettings(Settings):
    """What `city.yaml` may say: the rule file of the bulletin, by default the one in force."""

    bulletin: str = ""


def _chosen(settings: InvestmentSettings) -> tuple[str, ...]:
    return (settings.bulletin,) if settings.bulletin else ()


RULES = Rules("bulletin", dated=True, chosen=_chosen)


class Completion(Rule):
    """Points for done in percent of what is due; see `data/reference/bulletin`."""

    full: float
    under: float
    over: float
    over_to_pct: float
    beyond: float
    cap: float

    def points(self, pct: pd.Series) -> pd.Series:
        """Full at 100 percent, less or more by what is missing or beyond, at most the cap."""
        gained = self.over * (pct.clip(100, self.over_to_pct) - 100)
        gained += self.beyond * (pct - self.over_to_pct).clip(lower=0)
        lost = self.under * (100 - pct).clip(lower=0)
        return self.full + (gained - lost).clip(-self.cap, self.cap)


class Starts(Rule):
    """Points for a share of the new starts."""

    at_least_pct: float
    points: float


class CountyPoints(Rule):
    """A rule that gives points to counties."""

    completion: Completion
    rate_places: tuple[float, ...]
    amount_places: tuple[float, ...]
    starts: Starts
    late_entry: float


class Month(Rule):
    """Points of a county that has done so much in one month."""

    at_least_10k_cny: float
    points: float


class Blame(Rule):
    """What a public criticism takes from its county: at least and at most so many points."""

    least: float
    most: float


class ProjectPoints(Rule):
    """A rule that gives points to projects, and what is added or taken by county."""

    listed: dict[str, float]
    plan: tuple[tuple[float, float], ...]
    industry: float
    progress: float
    producing: float
    provincial: float
    month: Month
    blame: Blame


class Lists(Rule):
    """How many counties the red and the black list hold at most."""

    red: int
    black: int


class Bulletin(DatedRule):
    """One rule of the bulletin: for counties or for projects."""

    points: CountyPoints | ProjectPoints
    lists: Lists


def points_and_places(
    rules: list[Bulletin],
    now: pd.DataFrame,
    counts: pd.DataFrame,
    money: pd.DataFrame,
    criticised: pd.DataFrame | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the points by item and the bulletin, of the counties that have a plan of the year.

    Parameters
    ----------
    rules
        The rules in force: the first one counts, without any there is no bulletin.
    now, counts, money
        What `dispatched` returns; counts and money by county and list.
    criticised
        Public criticisms of the year to the period's end; None where the bureau keeps none.
    """
    planned = money[money["list"].eq("all") & money["county_code"].ne(WHOLE)]
    planned = planned[planned[PLAN] > 0].set_index("county_code")
    if not rules:
        points = pd.DataFrame(columns=["county_code", "item", "points"])
        return points, pd.DataFrame(columns=[*BULLETIN.columns])
    rule = rules[0]
    if isinstance(rule.points, ProjectPoints):
        of_projects = project_points(now, rule.points)
        points = of_projects.groupby(now["county_code"]).sum(min_count=1).loc[planned.index]
        points = points.join(added_by_county(planned, criticised, rule.points))
    else:
        by_list = counts.set_index(["list", "county_code"])
        every = by_list.loc["all"].loc[planned.index]
        started = by_list.loc["new_start", "started_pct"].loc[planned.index]
        points = county_points(every.assign(started_pct=started), planned, rule.points)
    ahead = planned["ahead_pp"]
    found = placed(points, ahead.round(6) >= 0, rule.lists).assign(ahead_pp=ahead)
    long = points.rename_axis("county_code").melt(
        var_name="item", value_name="points", ignore_index=False
    )
    return long.reset_index(), found.rename_axis("county_code").reset_index()


def project_points(rows: pd.DataFrame, rule: ProjectPoints) -> pd.DataFrame:
    """Return the points of projects: listed, plan, industry, progress, producing, provincial.

    Reads of each its `list`, plan and done in ten thousand yuan, whether it is `producing`, and its
    `level`; where no project has a level, nothing is known of the provincial ones.
    """
    bands = sorted(rule.plan)
    limits, points = zip(*bands, strict=True)
    place = np.searchsorted(limits, rows[PLAN].to_numpy(float), side="right") - 1
    share = (rows[DONE] / rows[PLAN].where(rows[PLAN] > 0)).fillna(0)
    kept = rows["level"].notna().any()
    return pd.DataFrame(
        {
            "listed": rows["list"].map(rule.listed).fillna(0),
            "plan": np.array(points)[place],
            "industry": rule.industry,
            "progress": rule.progress * share,
            "producing": rule.producing * rows["producing"],
            "provincial": rule.provincial * rows["level"].eq("province") if kept else np.nan,
        },
        index=rows.index,
    )


def added_by_county(
    planned: pd.DataFrame, criticised: pd.DataFrame | None, rule: ProjectPoints
) -> pd.DataFrame:
    """Return what counties gain by a large month and lose by criticisms: `month`, `blame`.

    Parameters
    ----------
    planned
        By county: done in ten thousand yuan, now and by the month before (missing: not known).
    criticised
        `county_code` and `points` that each criticism takes; None where none are kept.
    """
    month = planned[DONE] - planned["done_before_10k_cny"]
    gained = rule.month.points * (month >= rule.month.at_least_10k_cny)
    lost = pd.Series(float("nan"), planned.index)
    if criticised is not None:
        each = criticised["points"].clip(rule.blame.least, rule.blame.most)
        taken = each.groupby(criticised["county_code"]).sum()
        lost = -taken.reindex(planned.index).fillna(0)
    return pd.DataFrame({"month": gained.where(month.notna()), "blame": lost})


def county_points(counts: pd.DataFrame, money: pd.DataFrame, rule: CountyPoints) -> pd.DataFrame:
    """Return the points of counties: completion, rate_place, amount_place, starts, late_entry.

    Parameters
    ----------
    counts, money
        By county: `started_pct` of the new starts, `eligible` and `in_statistics` of all; plan,
        done and what is due on schedule of all. One index.
    """
    due = money["schedule_10k_cny"]
    starts = counts["started_pct"] >= rule.starts.at_least_pct
    return pd.DataFrame(
        {
            "completion": rule.completion.points(100 * money[DONE] / due),
            "rate_place": _of_places(money["done_pct"].round(1), rule.rate_places),
            "amount_place": _of_places(money[DONE].round(), rule.amount_places),
            "starts": rule.starts.points * starts,
            "late_entry": rule.late_entry * (counts["eligible"] - counts["in_statistics"]),
        }
    )


def placed(points: pd.DataFrame, on_schedule: pd.Series, lists: Lists) -> pd.DataFrame:
    """Add up the points of counties, give places, and the lists: red, black or none.

    Returns `points`, `place`, `tied`, `of` and `colour`, by the index of the points.
    """
    ranked = ranking(points.sum(axis=1).round(2).rename("points").to_frame(), "points")
    from_below = ranked["points"].rank(method="min")
    colour = pd.Series("none", index=ranked.index)
    colour[on_schedule & (ranked["place"] <= lists.red)] = "red"
    colour[~on_schedule & (from_below <= lists.black)] = "black"
    return ranked.assign(colour=colour)


def _of_places(measure: pd.Series, points: tuple[float, ...]) -> pd.Series:
    """The points of the first places; counties that share a place have the same."""
    place = ranking(measure.rename("measure").to_frame(), "measure")["place"]
    return place.map(dict(enumerate(points, start=1))).fillna(0).astype(float)
