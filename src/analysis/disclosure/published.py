"""The cells that specs of one population publish, and the parts that they add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.tables.spec import Margin, Spec

UNREPORTED = "unreported"
NOTHING = 1e-9
"""What differences leave of a sum that is none, beside its parts."""
NO_PARTS = {"unit", "measure", "piece", "value", "unsafe", UNREPORTED}


@dataclass(frozen=True)
class Published:
    """The cells of one published sum of a spec.

    Parameters
    ----------
    spec, keys
        The spec and the columns that the sum keeps.
    rows
        Its contributions, with the numbers of the `cell` and `part` they are in, and of the
        `crossing` of columns that the part is a piece of.
    cells
        One row a cell: `keys`, `cell`.
    fixed
        Known from elsewhere: never withheld.
    """

    spec: Spec
    keys: Margin
    rows: pd.DataFrame
    cells: pd.DataFrame
    fixed: bool

    @property
    def names(self) -> pd.Series:
        """What its cells are called, by number."""
        named = pd.Series(self.spec.population, index=self.cells.index)
        for key in self.keys:
            named = named + " " + self.cells[key].astype("str")
        return named.set_axis(self.cells["cell"])


def numbered(specs: Sequence[tuple[Spec, pd.DataFrame]]) -> tuple[Published, ...]:
    """Number the cells and parts of specs with their contributions.

    Two specs that publish the same sum of the same measures publish the same cells.
    """
    found: list[Published] = []
    known: dict[tuple[frozenset[str], tuple[str, ...]], pd.DataFrame] = {}
    shown = {frozenset(margin) for spec, _ in specs for margin in spec.published}
    count = 0
    for number, rows in enumerate(_with_parts([rows for _, rows in specs])):
        spec = specs[number][0]
        elsewhere = {frozenset(line): line for line in spec.lines()}
        known_sums = [line for key, line in elsewhere.items() if key not in shown]
        for keys, fixed in (
            *((margin, spec.released == "shown") for margin in spec.published),
            *((line, True) for line in known_sums),
        ):
            same = (frozenset(keys), spec.measures)
            cells = rows[[*keys]].drop_duplicates(ignore_index=True)
            cells = cells if keys else pd.DataFrame(index=[0])
            before = known.get(same)
            cells = cells.assign(cell=-1) if before is None else _joined(cells, before, keys)
            new = cells["cell"] < 0
            cells.loc[new, "cell"] = range(count, count + int(new.sum()))
            count += int(new.sum())
            known[same] = pd.concat([before, cells[new]], ignore_index=True)
            found.append(Published(spec, keys, _joined(rows, cells, keys), cells, fixed))
    return tuple(found)


def taking(rows: pd.DataFrame) -> pd.Series:
    """Whether the piece of each contribution only takes away, as a month does from a year to date.

    What nobody reported is no figure, and has no say.
    """
    of_unit, piece = rows["unit"].notna(), rows["piece"]
    below = (of_unit & rows["value"].lt(0)).groupby(piece).transform("any")
    return below & ~(of_unit & rows["value"].gt(0)).groupby(piece).transform("any")


def of_somebody(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return the contributions to sums less those of enterprises whose pieces cancel out.

    Who joined later has a figure now and added just as much: he was not there before. A sum of
    nobody else keeps them.
    """
    sized = rows.assign(size=rows["value"].abs())
    net = sized.groupby([*keys, "unit"], dropna=False)[["value", "size"]].transform("sum")
    none = (net["value"].abs() <= NOTHING * net["size"]) & rows["unit"].notna()
    none &= rows["value"].notna()  # what is unknown may be anything
    nobody = none.groupby([rows[key] for key in keys]).transform("all")
    return rows[~none | nobody]


def _with_parts(contributed: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """Number the parts alike in all contributions."""
    filled = [
        rows.assign(
            measure=rows.get("measure", ""),
            piece=rows.get("piece", rows.get("measure", "")),
            unit=rows.get("unit"),
        )
        for rows in contributed
    ]
    columns = sorted({name for rows in filled for name in rows} - NO_PARTS)
    together = pd.concat(
        [rows.assign(spec=number) for number, rows in enumerate(filled)], ignore_index=True
    )
    part = together.groupby([*columns, "piece"], dropna=False, sort=False).ngroup()
    crossing = together.groupby(columns, dropna=False, sort=False).ngroup() if columns else 0
    together = together.assign(part=part, crossing=crossing)
    return [together[together["spec"] == number] for number in range(len(filled))]


def _joined(rows: pd.DataFrame, cells: pd.DataFrame, keys: Margin) -> pd.DataFrame:
    """Add the number of the cell of each row; -1 where there is none."""
    if not keys:
        return rows.assign(cell=int(cells["cell"].iloc[0]))
    joined = rows.merge(cells[[*keys, "cell"]], on=[*keys], how="left", validate="many_to_one")
    return joined.assign(cell=joined["cell"].fillna(-1).astype(int))
