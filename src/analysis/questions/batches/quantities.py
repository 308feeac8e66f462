"""The named figures of the three batches, as the year's report states them."""

from analysis.questions.batches.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="规划投资科", en="planning and investment")
ENTERPRISES = Name(zh="家企业", en="enterprises")
_LISTED = Name(
    zh="清单内企业，按列入时的类别，每家计一次",
    en="enterprises on the list, each once, in the category it was listed in",
)
_DONE = Name(
    zh="期末已完成；搬迁以在园区投产为准", en="done by the last day; moved is who produces there"
)
_MINIMUM = Name(
    zh="省下达的最低完成率；县无单独目标的，用全市的",
    en="least share that the province asks for; the city's where a county has none of its own",
)


def _figure(
    number: int, name: str, column: str, of: str, zh: str, en: str, means: Name, formula: str | Name
) -> Quantity:
    counted = COUNTS.metadata(column)["unit"] == "count"
    return Quantity(
        f"three_batches_{name}",
        COUNTS,
        column,
        Name(zh=zh, en=en),
        where={"category": of},
        definition=means,
        formula=formula,
        owner=OWNER,
        counted=ENTERPRISES if counted else Name(zh="", en=""),
        numbers=(number,) if number else (),
        ranked="high" if column == "done_pct" else "",
    )


QUANTITIES = tuple(
    _figure(*line)
    for line in (
        (30, "listed", "listed", "all", "“三个一批”清单内企业", "Listed for the three batches",
         _LISTED, "|opened_on ≤ t|"),
        (31, "closed", "done", "closed", "已淘汰关停", "Closed",
         _DONE, Name(zh="|批次 = 关停 ∧ closed_on ≤ t|", en="|category = closed ∧ closed_on ≤ t|")),
        (0, "closed_share", "done_pct", "closed", "关停完成率", "Closed, of the listed",
         _DONE, Name(zh="完成 / 清单内", en="done / listed")),
        (32, "moved", "done", "moved", "已搬迁入园进区", "Moved into parks",
         _DONE, Name(zh="|批次 = 搬迁 ∧ closed_on ≤ t|", en="|category = moved ∧ closed_on ≤ t|")),
        (33, "moved_share", "done_pct", "moved", "搬迁完成率", "Moved, of the listed",
         _DONE, Name(zh="完成 / 清单内", en="done / listed")),
        (34, "upgraded", "done", "upgraded", "已就地改造提升", "Upgraded in place",
         _DONE,
         Name(zh="|批次 = 改造 ∧ closed_on ≤ t|", en="|category = upgraded ∧ closed_on ≤ t|")),
        (35, "upgraded_share", "done_pct", "upgraded", "改造完成率", "Upgraded, of the listed",
         _DONE, Name(zh="完成 / 清单内", en="done / listed")),
        (0, "share", "done_pct", "all", "“三个一批”完成率", "Three batches, share done",
         _DONE, Name(zh="完成 / 清单内", en="done / listed")),
        (36, "target", "target_pct", "all", "省下达的目标", "Minimum set by the province",
         _MINIMUM, "target_value"),
    )
)  # fmt: skip
