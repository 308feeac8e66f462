"""The front page: the finding, what needs doing, the counties, what else moved."""

from markupsafe import Markup

from analysis.display.front import Front, Reports
from analysis.display.parts import contents, folded, points, section
from analysis.display.quantity_cards import cards
from analysis.display.sentences import of_release
from analysis.questions.overview import counties, elsewhere, ranking
from analysis.questions.overview.calls import calls
from analysis.questions.overview.opening import headline, key_figures, lead, missed, revised
from analysis.questions.overview.quoted import FIGURES
from analysis.questions.overview.rules import FRONT
from analysis.questions.overview.rules import Front as FrontRule
from analysis.questions.overview.settings import OverviewSettings
from analysis.tables.release import Release
from analysis.tables.rules import read_rules

BESIDE = {"clusters": "clusters", "land": "scores", "board": "board"}
"""Section → the question that it shows."""


def front(release: Release, lang: str, reports: Reports) -> Front:
    """Return the front page of the whole territory; a section without data is left out.

    Raises
    ------
    DataError
        If the question has no answer.
    """
    text = of_release(release, "overview")
    titles = text.labels("sections", lang)
    rule = read_rules(FRONT.files(OverviewSettings(), release.period)[0], FrontRule)
    note = Markup('<p class="part-source">{}</p>').format(revised(release, lang))
    made = {
        "actions": section("actions", titles["actions"], calls(release, lang)),
        "counties": counties.overview(release, lang, reports, rule),
        "gaps": counties.distances(release, lang, reports),
        "ranks": ranking.table(release, lang, reports),
        "industries": elsewhere.industries(release, lang),
        "clusters": elsewhere.clusters(release, lang),
        "land": elsewhere.land(release, lang),
        "board": elsewhere.board(release, lang),
    }
    opening = text.labels("opening", lang)
    said = points(
        {
            opening["missed"]: missed(release, lang),
            opening["changed"]: lead(release, lang),
            opening["pulled"]: elsewhere.pulled(release, lang),
        }
    )
    said += contents({name: titles[name] for name in made if made[name]}, titles["contents"])
    body = Markup("").join([said, key_figures(release, lang), note, *made.values()])
    definitions = Markup()
    if not release.why_omitted("output"):
        told = Markup(cards(release, "output", lang, FIGURES))
        definitions = folded(titles["definitions"], told)
    left_out = [
        text.say("lacking", lang, name=titles[name], why=why[lang])
        for name, question in BESIDE.items()
        if not made[name] and (why := release.why_omitted(question))
    ]
    if not made["clusters"] and (why_withheld := elsewhere.clusters_withheld(release, lang)):
        left_out.append(text.say("lacking", lang, name=titles["clusters"], why=why_withheld))
    return Front(
        headline(release, lang),
        body + definitions + Markup("<p>{}</p>").format(_next(release, lang)),
        [ranking.sheet(release, lang)],
        left_out,
    )


def _next(release: Release, lang: str) -> str:
    """When the next period is told; empty where the city does not say."""
    told = release.city.questions.get("overview", {})
    settings = OverviewSettings.model_validate(told)
    if settings.released_on is None:
        return ""
    year, month = int(release.period[:4]), int(release.period[5:])
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if month == 1 and release.city.measure.kind == "flow":
        month = 2  # January and February are told together
    told_year, told_month = (year + 1, 1) if month == 12 else (year, month + 1)
    return of_release(release, "overview").say(
        "next",
        lang,
        period=f"{year}-{month:02d}",
        told=f"{told_year}-{told_month:02d}",
        day=settings.released_on,
    )
