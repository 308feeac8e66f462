"""The city's place in its province and its distance from the whole, by indicator."""

from analysis.questions.peers.tables import INDICATORS, STANDING
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="运行监测科", en="operation")
PUBLISHED = Name(
    zh="按省通报的各市累计增速", en="by the cities' growth as the province publishes it"
)
QUANTITIES = (
    *(
        Quantity(
            f"{name}_above_province",
            STANDING,
            "ahead_pp",
            Name(zh=f"{zh}高于全省", en=f"{en}: above the province"),
            where={"indicator": name},
            definition=PUBLISHED,
            formula="growth_pct − province_pct",
            owner=OWNER,
            change=True,
        )
        for name, (zh, en) in INDICATORS.items()
    ),
    *(
        Quantity(
            f"{name}_province_place",
            STANDING,
            "place",
            Name(zh=f"{zh}居全省", en=f"{en}: place in the province"),
            where={"indicator": name},
            definition=PUBLISHED,
            formula=Name(
                zh="增速更高的市数 + 1；各市未列全的用公布位次",
                en="cities with more growth + 1; as stated where cities are missing",
            ),
            owner=OWNER,
            counted=Name(zh="位", en="place"),
        )
        for name, (zh, en) in INDICATORS.items()
    ),
)
