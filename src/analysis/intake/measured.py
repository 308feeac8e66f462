"""Whether the pages call what a city measures by its name: its headings may say another one."""

from analysis.intake.faults import Fault
from analysis.tables.city import City
from analysis.tables.measure import NAMES

INDEX = ("指数", "index")


def measure_faults(city: City) -> list[Fault]:
    """Warn of headings put on the measure's column that its name, or its kind, does not fit.

    A city says itself which heading is its measure (`headers`); without `measure.name` the pages
    would call it by the dictionary's name.
    """
    measure, name = city.measure, NAMES[city.measure.kind]
    headings = {
        heading: feed.files
        for feed in city.feeds
        if feed.table == measure.table
        for heading, column in feed.headers.items()
        if column == measure.column
    }
    faults = []
    for heading, files in headings.items():
        an_index = any(word in heading.casefold() for word in INDEX)
        if an_index and measure.kind != "index":
            faults.append(
                _fault(
                    "measure_kind", heading, files,
                    "像是指数，指数不能相加；若是，在city.yaml中写明 measure: {…, kind: index}",
                    "looks like an index, which makes no sum; if it is one, say so in city.yaml: "
                    "measure: {…, kind: index}",
                )
            )  # fmt: skip
        if measure.name is None:
            faults.append(
                _fault(
                    "measure_name", heading, files,
                    f"报告中将称为“{name.zh}”；若不是，在city.yaml中写明 "
                    f"measure: {{…, name: {{zh: …, en: …}}}}",
                    f"reports will call it {name.en!r}; if it is not, say so in city.yaml: "
                    "measure: {…, name: {zh: …, en: …}}",
                )
            )  # fmt: skip
    return faults


def _fault(kind: str, heading: str, files: str, zh: str, en: str) -> Fault:
    return Fault(kind, files, zh, en, column=heading, severity="warning")
