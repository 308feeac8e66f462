"""The named figures of trainings and events."""

from analysis.questions.activities.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="中小企业科", en="small and medium enterprises")


def _figure(
    name: str,
    kind: str,
    column: str,
    title: Name,
    formula: str | Name,
    counted: Name,
    number: int = 0,
) -> Quantity:
    return Quantity(
        name,
        COUNTS,
        column,
        title,
        where={"kind": kind},
        definition=Name(zh="本年1月1日至期末，逐场相加", en="1 January to the last day, summed"),
        formula=formula,
        owner=OWNER,
        counted=counted,
        numbers=(number,) if number else (),
        ranked="high",
    )


QUANTITIES = (
    _figure("trained_enterprises", "training", "enterprises",
            Name(zh="培训中小企业", en="Enterprises trained"),
            Name(zh="Σ 各场企业数", en="Σ enterprises over sessions"),
            Name(zh="家次", en="attendances"), 68),
    _figure("training_sessions", "training", "sessions",
            Name(zh="培训场次", en="Training sessions"), Name(zh="举办的场次", en="sessions held"),
            Name(zh="场", en="sessions")),
    _figure("trained_persons", "training", "persons",
            Name(zh="培训人次", en="Persons trained"),
            Name(zh="Σ 各场人次", en="Σ persons over sessions"),
            Name(zh="人次", en="persons")),
    _figure("events", "event", "sessions",
            Name(zh="服务活动", en="Events held"),
            Name(zh="举办的活动", en="events held"), Name(zh="场", en="events")),
)  # fmt: skip
