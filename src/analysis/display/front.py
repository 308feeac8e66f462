"""What a question gives of the front page of a territory: its words, its parts, its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup


class Report(NamedTuple):
    """A report that the front page leads to: what it is called, and where it lies."""

    title: str
    href: str


Reports = Mapping[str, Sequence[Report]]
"""The reports of each county, by its code, the first one first."""


@dataclass(frozen=True)
class Sheet:
    """A table of the page, to be taken away: its columns are titled, what is withheld is marked."""

    name: str
    title: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Front:
    """The front page in one language.

    Parameters
    ----------
    headline
        The finding; the page's heading.
    body
        Its sections.
    sheets
        Its tables.
    left_out
        What it does not show, and why.
    """

    headline: str
    body: Markup
    sheets: Sequence[Sheet] = ()
    left_out: Sequence[str] = ()
