"""Periods, and counties of a period, that are absent between others: a file that was forgotten."""

from collections.abc import Iterator

import numpy as np

from analysis.intake.codes import Names
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.readings import Reading

MAX_LISTED = 12
BETWEEN = ("前后各期都有", "the periods around it have")
LATE = ("上一期有", "the period before it has")


def absent(reading: Reading, names: Names) -> list[Fault]:
    """Warn of each period that a table lacks between others, and of the counties of a period.

    A year that has one period alone (annual figures before the monthly ones) lacks nothing, nor
    does a county before its first period. After its last one it is missed in the table's last
    period, if it stands in the period before: it may be late.
    """
    declared = reading.declared
    figures = [c for c in declared.columns if declared.metadata(c)["kind"] == "quantity"]
    if not figures or not {"period", "county_code"} <= set(declared.columns):
        return []
    period, county = (reading.frame[c].cat for c in ("period", "county_code"))
    read = np.flatnonzero((period.codes >= 0) & (county.codes >= 0))
    if not len(read):
        return []
    wide = len(county.categories)
    places = period.codes.to_numpy(dtype=np.int64)[read] * wide + county.codes.to_numpy()[read]
    cells, first = np.unique(places, return_index=True)
    present = np.zeros((len(period.categories), wide), dtype=bool)
    present.flat[cells] = True
    rows = dict(zip((cells // wide).tolist(), read[first].tolist(), strict=True))
    given = {name: rows[i] for i, name in enumerate(period.categories) if i in rows}
    cumulative = declared.metadata("period")["kind"] == "cumulative_period"
    faults = []
    for lacking, before in _gaps(sorted(given), cumulative):
        error = CellError(
            "missing_period",
            f"缺少报告期{'、'.join(lacking)}，前后各期都有",
            f"no rows for {', '.join(lacking)}, though the periods around it are there",
        )
        faults.append(_of_block(reading, given[before], error))
    earlier = np.logical_or.accumulate(present, axis=0)
    later = np.logical_or.accumulate(present[::-1], axis=0)[::-1]
    gone = earlier & later & ~present
    last = sorted(rows, key=lambda place: str(period.categories[place]))
    late = np.zeros_like(gone)
    if len(last) > 1:
        late[last[-1]] = present[last[-2]] & ~present[last[-1]]
    gone |= late
    for place in np.flatnonzero(gone.any(axis=1)):
        if place not in rows:
            continue
        codes = county.categories[gone[place]]
        titles = [names.titles["county_code"][code] for code in codes[:MAX_LISTED]]
        more = "" if len(codes) <= MAX_LISTED else f"…（{len(codes)}）"
        when = period.categories[place]
        said = LATE if late[place].any() else BETWEEN
        error = CellError(
            "missing_county",
            f"{when}缺少{'、'.join(zh for zh, _ in titles)}{more}，{said[0]}",
            f"{when} has no rows of {', '.join(en for _, en in titles)}{more}, which {said[1]}",
        )
        faults.append(_of_block(reading, rows[place], error))
    return faults


def _gaps(given: list[str], cumulative: bool) -> Iterator[tuple[list[str], str]]:
    """Yield runs of periods that lack between others, each with the given period before it."""
    years = [name[:4] for name in given]
    alone = {year for year in years if years.count(year) == 1}
    months = {int(name[5:]) for name in given}
    step = 3 if months <= {3, 6, 9, 12} else 1
    start = 2 if cumulative and step == 1 else step
    expected = [
        f"{year}-{month:02d}"
        for year in range(int(given[0][:4]), int(given[-1][:4]) + 1)
        for month in range(start, 13, step)
        if str(year) not in alone
    ]
    run: list[str] = []
    before = given[0]
    for name in sorted({*expected, *given}):
        if name in given:
            if run:
                yield run, before
            run, before = [], name
        elif given[0] < name < given[-1]:
            run.append(name)


def _of_block(reading: Reading, row: int, error: CellError) -> Fault:
    block = reading.blocks[int(reading.block[row])]
    return of_file(block.file, error, block.sheet, severity="warning")
