"""A question of the bureau: the tables it needs, how it is answered, whose figures it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.tables.city import DisclosureRules
from analysis.tables.store import Store

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Question:
    """One question, answered once for the whole city.

    Parameters
    ----------
    name
        Short name; part of the folder of its results.
    needs
        Stored tables; each entry is a table, or a tuple of alternatives of which one is enough.
    answer
        From the store and the period to result tables by name (all declared in the dictionary).
    cells
        From the store, the period and the disclosure rules to the patterns of withheld cells: one
        table a set of key columns, each with `masked`.
    rules
        Reference files (folders or files under `data/reference`) whose content the answer uses.
    """

    name: str
    needs: tuple[str | tuple[str, ...], ...]
    answer: Callable[[Store, str], Tables]
    cells: Callable[[Store, str, DisclosureRules], list[pd.DataFrame]]
    rules: tuple[str, ...] = ()

    def missing(self, available: list[str]) -> list[str]:
        """Return the tables it needs that a store does not hold."""
        wanted = [(need,) if isinstance(need, str) else need for need in self.needs]
        return [" / ".join(names) for names in wanted if not {*names} & {*available}]
