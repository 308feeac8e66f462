"""The figures quoted, by their numbers in the year's report."""

from analysis.questions.typed.tables import COUNTED, QUOTED, RANKS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

DEFINITION = Name(
    zh="手工填报的本年数，注明出处，本系统不计算",
    en="typed by hand for the year with its source; not worked out here",
)


def _quantity(
    name: str, number: int, title: Name, counted: Name, column: str = "value"
) -> Quantity:
    return Quantity(
        name,
        QUOTED,
        column,
        title,
        where={"name": name},
        definition=DEFINITION,
        formula=Name(zh="手工填报", en="typed"),
        owner=Name(zh="办公室", en="the office"),
        counted=counted,
        numbers=(number,),
    )


QUANTITIES = (
    *(
        _quantity(name, number, Name(zh=zh, en=en), Name(zh=f"{word}", en=noun))
        for name, (number, zh, en, word, noun) in COUNTED.items()
    ),
    *(
        _quantity(name, number, Name(zh=zh, en=en), Name(zh="位", en=""), "place")
        for name, (number, zh, en) in RANKS.items()
    ),
)
