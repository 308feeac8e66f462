"""Industries of a county (cells of a table) that a period lacks though the one before has them."""

from itertools import pairwise

import numpy as np

from analysis.intake.codes import Names
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.readings import Reading

MAX_LISTED = 5
MAX_SILENT = 0.02  # of a county's figure in the period before


def absent_cells(reading: Reading, names: Names) -> list[Fault]:
    """Warn of each period that lacks cells which carried over 2 % of a county's period before.

    A cell is a county with the other codes of the key, such as its industry. Counties that are
    absent altogether are `absent`'s, enterprises `missing_reporters`'; a new year is a new list.
    """
    declared = reading.declared
    key = list(declared.key)
    figures = [c for c in declared.columns if declared.metadata(c)["kind"] == "quantity"]
    if len(key) < 3 or not {"county_code", "period"} <= set(key) or not figures:
        return []
    if declared.metadata("period")["kind"] != "cumulative_period":
        return []  # in a single month there may be nothing; what has accumulated does not go
    frame = reading.frame[key].assign(
        figure=reading.frame[figures[0]], row=np.arange(len(reading.frame))
    )
    frame = frame.dropna(subset=key).drop_duplicates(key)
    codes = [column for column in key if column != "period"]
    frame["cell"] = frame.groupby(codes, observed=True, sort=False).ngroup()
    by_period = dict(list(frame.groupby("period", observed=True)))
    faults = []
    for (before, earlier), (when, now) in pairwise(sorted(by_period.items())):
        if before[:4] != when[:4]:
            continue
        here = earlier[earlier["county_code"].isin(now["county_code"].unique())]
        gone = here[~here["cell"].isin(now["cell"])]
        if gone.empty:
            continue
        of_county = here.groupby("county_code", observed=True)["figure"].sum()
        lost = gone.groupby("county_code", observed=True)["figure"].sum() / of_county
        heavy = lost.index[lost > MAX_SILENT]
        if len(heavy):
            gone = gone[gone["county_code"].isin(heavy)]
            listed = [_named(cell, names) for cell in gone[codes].to_dict("records")]
            block = reading.blocks[int(reading.block[int(now["row"].iloc[0])])]
            error = _missing(when, listed, lost.max())
            faults.append(of_file(block.file, error, block.sheet, severity="warning"))
    return faults


def _missing(when: str, cells: list[tuple[str, str]], share: float) -> CellError:
    number, more = len(cells), " …" if len(cells) > MAX_LISTED else ""
    zh, en = zip(*cells[:MAX_LISTED], strict=True)
    return CellError(
        "missing_cells",
        f"{when}缺少上一期有的{number}项，最多占一县上一期的{share:.1%}：{'、'.join(zh)}{more}",
        f"{when} lacks {number} of the cells of the period before, up to {share:.1%} of a "
        f"county's figure: {', '.join(en)}{more}",
    )


def _named(cell: dict[str, str], names: Names) -> tuple[str, str]:
    """What a cell's codes mean, where they have a title, in both languages."""
    titles = [names.titles[column][code] for column, code in cell.items() if column in names.titles]
    return "".join(zh for zh, _ in titles), " ".join(en for _, en in titles)
