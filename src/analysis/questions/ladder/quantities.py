"""The named figures of the ladder; none is of the year's report, whose counts are of titles."""

from analysis.questions.ladder.tables import CONVERSION, READY, STOCK
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="中小企业科", en="small and medium enterprises")
FIRMS = Name(zh="家企业", en="enterprises")
_UP = {"rung": "specialised_up"}
_STOCK = Name(zh="专精特新中小企业、“小巨人”、单项冠军，每家只计一次，期末有效",
              en="specialised SMEs, little giants, champions, each once, in force")  # fmt: skip
_READY = Name(
    zh="按申报日施行的标准预筛，各条件全部达到", en="meets every condition of the standard"
)
_NEAR = Name(zh="差一至二项，且无未填报项", en="lacks one or two conditions, none unknown")
_RATE = Name(zh="本年新增，除以两年前下一级存量",
             en="new this year, over the rung below two years before")  # fmt: skip
# name, table, column, where, titles, definition, formula
_LINES: tuple[tuple[str, ResultTable, str, dict[str, str], Name, Name, Name], ...] = (
    ("ladder_enterprises", STOCK, "holders", _UP,
     Name(zh="有效期内省级以上专精特新企业", en="Specialised or higher, in force"),
     _STOCK,
     Name(zh="企业不重复计；granted_on ≤ t ≤ valid_until，至t未取消",
          en="distinct holders; granted_on ≤ t ≤ valid_until, not revoked by t")),
    ("ladder_new", STOCK, "new", _UP,
     Name(zh="新增专精特新及以上企业", en="New among the specialised or higher"),
     _STOCK,
     Name(zh="本年认定，上年末不在有效期内",
          en="granted this year, not in force at the end of last year")),
    ("ladder_due", STOCK, "due", _UP,
     Name(zh="次年到期需复核的专精特新及以上企业", en="Specialised or higher, due next year"),
     _STOCK,
     Name(zh="t有效，valid_until 在下一年，至t未就该到期复核",
          en="in force at t, valid_until within next year, no review for that end by t")),
    ("ladder_density", STOCK, "per_100", _UP,
     Name(zh="每百家规上企业的专精特新及以上企业", en="Specialised or higher per 100 above scale"),
     _STOCK, Name(zh="100 × 有效 / 规上企业", en="100 × in force / enterprises above scale")),
    ("ladder_conversion_rate", CONVERSION, "conversion_pct", {"rung": "little_giant"},
     Name(zh="专精特新到“小巨人”的晋级率", en="From specialised to little giant"),
     _RATE,
     Name(zh="100 × 新增小巨人 / 两年前有效的专精特新",
          en="100 × new little giants / specialised in force at t − 2 years")),
    *(
        (f"ladder_{state}_{rung}", READY, "enterprises", {"rung": rung, "state": state},
         Name(zh=zh, en=en), definition,
         Name(zh="有年报的企业，不重复计", en="distinct enterprises with an annual report"))
        for rung, state, zh, en, definition in (
            ("specialised", "ready", "够专精特新标准", "Ready to be specialised SMEs", _READY),
            ("specialised", "near", "接近专精特新标准", "Near to specialised SMEs", _NEAR),
            ("little_giant", "ready", "够“小巨人”标准", "Ready to be little giants", _READY),
            ("little_giant", "near", "接近“小巨人”标准", "Near to little giants", _NEAR),
        )
    ),
)  # fmt: skip
QUANTITIES = tuple(
    Quantity(
        name,
        table,
        column,
        title,
        where=where,
        definition=definition,
        formula=formula,
        owner=OWNER,
        counted=Name(zh="家", en="")
        if column == "per_100"
        else Name(zh="", en="")
        if column == "conversion_pct"
        else FIRMS,
        ranked="high" if column in ("holders", "per_100") else "",
    )
    for name, table, column, where, title, definition, formula in _LINES
)
