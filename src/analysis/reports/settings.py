"""How a batch runs, whatever it makes."""

from dataclasses import dataclass, field

from analysis.reports.process import Limits
from analysis.reports.storage import Storage


@dataclass(frozen=True)
class Settings:
    """How a batch runs.

    `engine` is "warm" or "stock"; `jobs` how many processes at once; `fresh` redoes what is done
    already; `attempts` bounds the retries of a run whose process died;
    `scheduler` is the address of a cluster to run on instead of this machine, `patience` how many
    seconds that may be without any worker; `storage` is where finished reports are put up and
    looked for.
    """

    engine: str = "warm"
    jobs: int = 2
    limits: Limits = field(default_factory=Limits)
    fresh: bool = False
    attempts: int = 2
    scheduler: str | None = None
    patience: float = 600.0
    storage: Storage | None = None
