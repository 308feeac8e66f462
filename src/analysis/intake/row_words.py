"""The words by which a row says that it is a sum of others, or no row of data at all."""

import re
from functools import lru_cache

from analysis.intake.sheets import Cell

TOTAL = re.compile(
    r"(?:全市|全省|全县|全区|全国|本页|累计)?(?:合计|总计|小计|共计)数?|全市|全省|汇总"
    r"|.{1,12}(?:合计|小计|总计)"
    r"|(?:grand ?)?total|subtotal|statewide",
    re.IGNORECASE,
)
TOTAL_ENDS = "计数总市省县区国lLeE :："
NOTE = re.compile(
    r"[(（\[*＊]*(?:注|附注|(?:填报|填表|编制|指标)?说明|备注|数据来源|资料来源|来源|notes?|source"
    r"|(?:单位|统计|部门|财务)?负责人|(?:填报|报送|联系|主管)?(?:单位|部门|电话)|联系方式"
    r"|(?:制表|填表|填报|审核|复核|编制|校对|经办|联系|打印|报出|报送|录入)(?:人员?|日期|时间|签[字名章])?)"
    r"[)）\]]?\s*\d*\s*(?:[(（]\w{1,6}[)）])?\s*[:：.、]|注\s"
    r"|[【\[〔(（](?:注|附注|说明|备注)\d*[】\]〕)）]|※|第\s*\d+\s*页|[(（]?续表?\s*\d*[)）]?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def is_note(text: str) -> bool:
    """Whether a text begins as a note, a source or a signature does."""
    return NOTE.match(text.strip()) is not None


@lru_cache(maxsize=65536)
def is_total(cell: Cell) -> bool:
    """Whether a label says that the row is a sum of others."""
    if not isinstance(cell, str) or not 2 <= len(cell) <= 20 or cell[-1] not in TOTAL_ENDS:
        return False
    return TOTAL.fullmatch("".join(cell.split()).rstrip(":：")) is not None
