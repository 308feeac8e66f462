"""Which sections (mining, manufacturing, utilities) and sizes of enterprises may be shown.

They are further sums of the enterprises that a county's industries add up already, so each is held
against what is published before it: first the sections, then the sizes. Only counties have them;
no sum over the counties is published.
"""

import pandas as pd

from analysis.questions.output.measured import CELL
from analysis.tables.city import DisclosureRules
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.territory import INDUSTRIES

COUNTY, SECTION, SIZE = "county_code", "section", "enterprise_size"
PARTS = [*CELL, SECTION, SIZE]
UNKNOWN = "unknown"


def classes(
    given: Given, now: pd.DataFrame, output: pd.DataFrame, rules: DisclosureRules
) -> list[pd.DataFrame]:
    """The patterns of counties × sections and of counties × sizes.

    What a county withholds must be safe taken together with its total; so must be the industries
    withheld of a section that is shown; and where all tables together would tell about an
    enterprise, all sections, or all sizes, of the county are withheld.

    Parameters
    ----------
    now
        The enterprises' output: `county_code`, `industry_code`, `unit`, `measure`, `value`.
    output
        The pattern of counties and industries, with `masked`.
    """
    register = given.read(ENTERPRISES, columns=["uscc", "size"])
    register = register.rename(columns={"uscc": "unit", "size": SIZE})
    industries = given.read(INDUSTRIES, columns=["industry_code", SECTION])
    rows = now.merge(register, on="unit", how="left").merge(
        industries, on="industry_code", how="left"
    )
    rows = rows.fillna({SIZE: UNKNOWN, SECTION: UNKNOWN})
    shown = output[~output["masked"]]
    in_county, in_industry = shown[COUNTY] != "city", shown["industry_code"] != "total"
    published = [
        shown.loc[in_county & in_industry, CELL],
        shown.loc[in_county & ~in_industry, [COUNTY]],
        shown.loc[~in_county & in_industry, ["industry_code"]],
    ]
    hidden = output.loc[output["masked"], CELL].merge(rows, on=CELL)
    sections = _pattern(rows, SECTION, published, hidden, rules)
    published.append(sections.loc[~sections["masked"], [COUNTY, SECTION]])
    return [sections, _pattern(rows, SIZE, published, hidden.iloc[:0], rules)]


def _pattern(
    rows: pd.DataFrame,
    name: str,
    published: list[pd.DataFrame],
    hidden: pd.DataFrame,
    rules: DisclosureRules,
) -> pd.DataFrame:
    """The pattern of one class; `hidden` are rows whose sums within a class must be safe."""
    from analysis.disclosure import hide, unsafe_cells
    from analysis.disclosure.linked import told

    # One column a county: sums of a class over the counties are not published.
    line = rows.assign(column=rows[COUNTY] + rows[name])
    keys = [COUNTY, name, "column"]
    judged = unsafe_cells(line, keys, rules)
    judged["unsafe"] |= judged[name] == UNKNOWN
    if len(hidden):
        left = unsafe_cells(hidden, [COUNTY, name], rules)
        telling = left.loc[left["unsafe"], COUNTY] + left.loc[left["unsafe"], name]
        judged["unsafe"] |= judged["column"].isin(telling)
    size = line[line["measure"] == line["measure"].iloc[0]].groupby("column")["value"].sum()
    cells = judged.merge(size.rename("total"), left_on="column", right_index=True)
    masked = hide(cells, COUNTY, "column", "total", line, rules)
    pattern = masked[[COUNTY, name, "masked"]]
    while True:
        safe = pattern.loc[~pattern["masked"], [COUNTY, name]]
        found = told(rows, PARTS, [*published, safe], COUNTY, rules)
        telling = [county for county in found if county in set(safe[COUNTY])]
        if not telling:
            return pattern
        pattern = pattern.assign(masked=pattern["masked"] | pattern[COUNTY].isin(telling))
