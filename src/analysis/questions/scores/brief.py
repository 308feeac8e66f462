"""What a county's page says of the evaluation: tax per mu, and land against taxes by class."""

from analysis.display.parts import Card, DrawnRow, drawn_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.scores.figures import FEW
from analysis.questions.scores.text import evaluation_year, tax_slots
from analysis.tables.release import Release


def card(release: Release, lang: str) -> Card | None:
    """Tax per mu with its change on the year before and its place; None where it is withheld."""
    slots = tax_slots(release, lang) if release.has("tax_per_mu") else None
    if slots is None:
        return None
    text = of_release(release, "scores")
    return Card(
        text.say("tax_title", lang, year=evaluation_year(release) - 1),
        text.say("tax_value", lang, tax=slots["tax"]),
        text.say_each(
            {
                "tax_change": {"change": slots["change"]},
                "tax_place": {name: slots[name] for name in ("rank", "of", "whole", "whole_tax")},
            },
            lang,
        ),
    )


def land_and_tax(release: Release, lang: str, few: int = FEW) -> Stated | None:
    """The share of each class in land (ring) and taxes (dot) of the county; None of none.

    Classes of fewer enterprises than `few` are left out.
    """
    rows = release.table("land_tax_by_class")
    own = rows[(rows["county_code"] == release.county) & (rows["class_code"] != "total")]
    own = own[~own["masked"] & (own["enterprises"] >= few)]
    own = own.dropna(subset=["land_share_pct", "tax_share_pct"])
    if own.empty:
        return None
    text = of_release(release, "scores")
    worst = own.loc[(own["tax_share_pct"] - own["land_share_pct"]).idxmin()]
    drawn = [
        DrawnRow(
            text.say("land_class", lang, class_code=row.class_code),
            text.say("land_row", lang, land=row.land_share_pct, tax=row.tax_share_pct),
            row.tax_share_pct,
            beside=row.land_share_pct,
        )
        for row in own.itertuples()
    ]
    finding = text.say(
        "land_finding",
        lang,
        class_code=worst["class_code"],
        land=worst["land_share_pct"],
        tax=worst["tax_share_pct"],
        enterprises=worst["enterprises"],
    )
    measure = text.say("land_measure", lang, year=evaluation_year(release) - 1)
    return Stated(drawn_rows(drawn, dots=True), finding, measure, release.city.source(lang))
