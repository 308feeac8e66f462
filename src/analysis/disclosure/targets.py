"""What must stay untold, and against whom: unsafe sums, their pieces, what is withheld in sum."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.disclosure.attack import Targets, matrix
from analysis.disclosure.attackers import COUNTY, PUBLIC, attackers
from analysis.disclosure.primary import judged, plainly_safe
from analysis.disclosure.published import UNREPORTED, Published, of_somebody, taking
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec

KEPT = "withheld"
"""The reason of what no rule withholds now, but a release did."""
LEAST = 0.01
"""How far what has no protection of its own is hidden, of the mean part."""


class _Link:
    """The contributions to a sum and to finer ones: `cell`, the finer; `over`, the sum it is in."""

    def __init__(self, rows: pd.DataFrame, spec: Spec) -> None:
        self.spec = spec
        self.rows = rows.assign(enterprise=rows["unit"].factorize()[0])
        self._of_sum = rows.groupby("over").indices
        self._over = dict(zip(rows["cell"], rows["over"], strict=True))

    def around(self, cell: int) -> pd.DataFrame:
        """Return the rows of the sum that a cell is, and of the sum that it is in."""
        sums = {cell, self._over.get(cell, cell)} & self._of_sum.keys()
        places = [self._of_sum[each] for each in sorted(sums)]
        return self.rows.iloc[np.concatenate([*places, np.zeros(0, dtype=int)])]


class Protection:
    """The judgement of all cells of one population.

    Parameters
    ----------
    published
        The cells.
    parts
        How many parts there are.
    scale
        The mean part.
    rules
        What makes a cell unsafe.
    forced
        From a spec and its cells to which of them are withheld for another reason.
    """

    def __init__(
        self,
        published: Sequence[Published],
        parts: int,
        scale: float,
        rules: DisclosureRules,
        forced: Callable[[Spec, pd.DataFrame], pd.Series] | None = None,
    ) -> None:
        self._published, self._parts, self._scale, self._rules = published, parts, scale, rules
        cells = [self._judged(each, forced) for each in published]
        self._cells = pd.concat(cells, ignore_index=True).drop_duplicates(["cell", "measure"])
        self._names = pd.concat([p.names for p in published]).groupby(level=0).first()
        alone = self._cells.loc[(self._cells["units"] == 1) & self._cells["reason"].ne("")]
        self._rows = pd.concat([p.rows for p in published], ignore_index=True)
        self._taking = {*self._rows.loc[taking(self._rows), "piece"]}
        self.who = attackers(self._rows, parts, sorted(alone["largest"].dropna().unique()))

    @cached_property
    def reasons(self) -> pd.Series:
        """Why each cell is withheld from the start, by its number; empty where it is not."""
        return self._cells.groupby("cell")["reason"].max()

    def _judged(
        self, each: Published, forced: Callable[[Spec, pd.DataFrame], pd.Series] | None
    ) -> pd.DataFrame:
        """Every cell and measure: `reason`, `protection`, `largest`, `units`."""
        found = _judgement(each, self._rules)
        if each.spec.released:
            hidden = not each.fixed
            return found.assign(reason=found["reason"].mask(hidden & found["reason"].eq(""), KEPT))
        if forced is not None and not each.fixed:
            cells = each.cells[forced(each.spec, each.cells).to_numpy(dtype=bool)]["cell"]
            found = self._withheld(found, cells, "follows")
        finest = each.keys == each.spec.published[0] and not each.fixed
        if UNREPORTED in each.rows and finest:
            unknown = each.rows[UNREPORTED].eq(True)
            found = self._withheld(found, each.rows.loc[unknown, "cell"], "unknown")
        unnamed = each.cells.loc[each.cells[[*each.keys]].isna().any(axis=1), "cell"]
        lost = found["cell"].isin(unnamed) & found["reason"].eq("")
        return found.assign(reason=found["reason"].mask(lost, "unknown"))

    def _withheld(self, found: pd.DataFrame, cells: pd.Series, reason: str) -> pd.DataFrame:
        """Withhold cells that no rule withholds; p per cent of each must stay untold."""
        more = found["cell"].isin(cells) & found["reason"].eq("")
        share = self._rules.p_percent / 100 * found["total"].abs()
        return found.assign(
            reason=found["reason"].mask(more, reason),
            protection=found["protection"].mask(more, share),
        )

    def targets(self) -> Targets:
        """The unsafe sums, the unsafe pieces of sums, and the unsafe parts."""
        unsafe = self._cells[~self._cells["reason"].isin(["", KEPT])]
        rows = unsafe.merge(self._rows, on=["cell", "measure"])
        found = [rows.assign(of="sum", number=rows["cell"])]
        for each in self._published:
            if each.spec.kind != "amounts" or (each.fixed and not each.spec.released):
                continue
            if each.rows["piece"].ne(each.rows["measure"]).any():
                found.append(self._within(each, "cell"))
            if not (each.fixed or each.spec.released):
                found.append(self._within(each, "part"))
        return self._targets(pd.concat(found, ignore_index=True))

    def _within(self, each: Published, key: str) -> pd.DataFrame:
        """The contributions to unsafe pieces of cells, or parts: one sum less others tells them."""
        rows = each.rows.drop(columns="measure").rename(columns={"piece": "measure"})
        rows = rows.drop_duplicates(["cell", "part", "unit", "measure", "value"])
        amounts = rows["value"].mask(rows["measure"].isin(self._taking), -rows["value"])
        found = judged(rows.assign(value=amounts), [key], self._rules)
        unsafe = found[found["reason"].ne("")].merge(rows, on=[key, "measure"])
        return unsafe.assign(of=key, number=unsafe[key])

    def told(self, masked: np.ndarray, near: int | None = None) -> Targets:
        """The unsafe sums of withheld cells that shown sums give away.

        A shown sum less its shown cells is what the withheld ones are together; whoever knows one
        of these knows the rest. With `near`, only those around a cell.
        """
        found = []
        for link in self._links:
            rows = link.rows if near is None else link.around(near)
            hidden = rows[masked[rows["cell"]] & ~masked[rows["over"]]]
            if len(hidden):
                found.append(self._unsafe_rest(hidden, link.spec))
        return self._targets(pd.concat(found, ignore_index=True) if found else self._rows.iloc[:0])

    @cached_property
    def _links(self) -> list["_Link"]:
        """Each sum with each finer one whose cells lie in one cell of it."""
        found = []
        for fine in self._published:
            if fine.spec.kind == "judged" or fine.fixed or fine.spec.released:
                continue
            for coarse in self._published:
                over = coarse.rows[["part", "measure", "cell"]].drop_duplicates()
                over = over.rename(columns={"cell": "over"})
                link = fine.rows.merge(over, on=["part", "measure"])
                lines = link[["cell", "over"]].drop_duplicates()
                nested = not lines["cell"].duplicated().any()
                if nested and lines["over"].duplicated().any():
                    found.append(_Link(link, fine.spec))
        return found

    def _unsafe_rest(self, hidden: pd.DataFrame, spec: Spec) -> pd.DataFrame:
        """The contributions to what is withheld in a line, where it is unsafe for somebody.

        That is the public; and each county that knows a part of it, for which the rest counts.
        """
        asked = [hidden.assign(attacker=PUBLIC)]
        if COUNTY in hidden:
            number = hidden[COUNTY].map(self.who.counties)
            own = hidden.assign(attacker=number)[["over", "attacker"]].dropna().drop_duplicates()
            rest = hidden.assign(own=number).merge(own, on="over")
            asked.append(rest[rest["own"] != rest["attacker"]].drop(columns="own"))
        asking = pd.concat(asked, ignore_index=True).astype({"attacker": int})
        keys = ["over", "attacker"]
        if spec.kind == "counts":
            found = self._exhausted(asking, keys, least=int(spec.empty == "shown"))
        else:
            asking = self._doubtful(asking, keys)
            found = judged(asking, keys, self._rules)
        unsafe = found[found["reason"].ne("")]
        rest = unsafe.merge(asking, on=[*keys, "measure"])
        return rest.assign(of="rest", number=rest["over"], cell=rest["over"])

    def _doubtful(self, asking: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
        """The contributions to what is not safe beyond doubt in all measures."""
        rest = asking.groupby(keys).ngroup().to_numpy()
        measure = asking["measure"].factorize()[0]
        unit, value = asking["enterprise"].to_numpy(), asking["value"].to_numpy(dtype=float)
        least = max(self._rules.minimum_units, self._rules.signed_units)
        doubts = np.zeros(int(rest.max(initial=-1)) + 1, dtype=bool)
        for each in range(int(measure.max(initial=-1)) + 1):
            here = measure == each
            found = plainly_safe(rest[here], unit[here], value[here], least, self._rules)
            there = np.unique(rest[here])
            doubts[there] |= ~found[there]
        return asking[doubts[rest]]

    def _exhausted(self, asking: pd.DataFrame, keys: list[str], least: int) -> pd.DataFrame:
        """Counts that are as many, or as few, together as withheld ones could be, or one alone."""
        lines = asking.groupby([*keys, "measure"], as_index=False).agg(
            total=("value", "sum"), cells=("cell", "nunique")
        )
        most = (self._rules.minimum_units - 1) * lines["cells"]
        fewest = least * lines["cells"]
        told = (lines["cells"] == 1) | (lines["total"] == most)
        told = (lines["total"] > 0) & (told | (lines["total"] == fewest))
        return lines.assign(reason=told.map({True: "few", False: ""}), protection=1.0, largest=None)

    def _targets(self, rows: pd.DataFrame) -> Targets:
        """One target for each cell, measure and attacker of its contributions."""
        if "attacker" not in rows:
            rows = rows.assign(attacker=-1)
        if rows.empty:
            empty = matrix([], [], 0, self._parts)
            return Targets(empty, np.zeros(0), np.zeros((len(self.who.names), 0, 2), bool), ())
        number = rows.groupby(["of", "number", "measure", "attacker"], dropna=False).ngroup()
        of_each = rows.assign(target=number).groupby("target").first()
        count = len(of_each)
        pairs = rows.assign(target=number)[["target", "part"]].drop_duplicates()
        largest = rows["unit"].eq(rows["largest"]).mask(rows["largest"].isna(), rows["value"].ne(0))
        of_largest = rows.assign(target=number)[largest][["target", "part"]].drop_duplicates()
        unknown = matrix(of_largest["target"], of_largest["part"], count, self._parts) @ (
            ~self.who.knows.T
        ).astype(float)
        against = unknown.T > 0
        whom = of_each["attacker"].to_numpy()
        others = (whom >= 0) & (np.arange(len(self.who.names))[:, None] != whom)
        return Targets(
            rows=matrix(pairs["target"], pairs["part"], count, self._parts),
            need=np.maximum(of_each["protection"].to_numpy() / self._scale, LEAST),
            against=np.repeat((against & ~others)[:, :, None], 2, axis=2),
            names=tuple(self._names.reindex(of_each["cell"])),
        )


def _judgement(each: Published, rules: DisclosureRules) -> pd.DataFrame:
    """Every cell and measure by the kind of its spec; nothing known from elsewhere is unsafe."""
    spec = each.spec
    if spec.kind in ("amounts", "means"):
        least = rules.mean_units if spec.kind == "means" else None
        there = of_somebody(each.rows, ["cell", "measure"]) if spec.released else each.rows
        found = judged(there, ["cell"], rules, least=least)
    else:
        found = each.rows.groupby(["cell", "measure"], as_index=False).agg(total=("value", "sum"))
        found = found.assign(units=np.nan, largest=None)
        if spec.kind == "counts":
            few = found["total"] < rules.minimum_units
            unsafe = few & ((found["total"] > 0) | (spec.empty == "withheld"))
            need = pd.Series(1.0, index=found.index)
        else:
            unsafe = found["cell"].map(each.rows.groupby("cell")["unsafe"].any())
            need = rules.p_percent / 100 * found["total"]
        reason = unsafe.map({True: "few", False: ""})
        found = found.assign(reason=reason, protection=need.where(unsafe, 0.0))
    return found.assign(reason="", protection=0.0) if each.fixed else found
