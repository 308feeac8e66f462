"""Periods as people write them, brought to one spelling: 2022年度前十一个月 is 2022年1-11月."""

import re
import unicodedata
from functools import lru_cache

DASHES = str.maketrans("—–－−‐‒―─～", "--------~")
YEAR = r"(?<!\d)((?:19|20)\d{2})"
TO = "[-~至到]"
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
TENS = {"十": "10", "十一": "11", "十二": "12"}
YEAR_IN_WORDS = re.compile(r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
MONTH_IN_WORDS = re.compile(r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=个?月)")
RULES = [
    (re.compile(pattern), usual)
    for pattern, usual in (
        (r"元月", "1月"),
        (r"年度(?=\(?\d|第|前|上|全|[一二三四]季)", "年"),
        (rf"年\((\d{{1,2}}(?:月份?)?(?:{TO}\d{{1,2}})?月份?)\)", r"年\1"),
        (r"年前(\d{1,2})个?月", r"年1-\1月"),
        (r"年前([二三四2-4])个?季度", r"年1-\1季度"),
        (r"年全年", "年1-12月"),
        (r"年0?1月?[、和及]0?2月", "年1-2月"),
        # One year said twice: 2022年1月-2022年11月, 202201-202211.
        (rf"{YEAR}[年./-]?(\d{{1,2}})月?{TO}\1[年./-]?(\d{{1,2}})月?(?!\d)", r"\1年\2-\3月"),
        (rf"{YEAR}\.(0?1){TO}(\d{{1,2}})月?(?![\d.])", r"\1年\2-\3月"),
        # The year behind the months: 1-11月(2022年).
        (rf"(?<![\d年])(\d{{1,2}}(?:{TO}\d{{1,2}})?月)份?\(?{YEAR}年\)?(?!\d)", r"\2年\1"),
    )
]


@lru_cache(maxsize=65536)
def usual(text: str) -> str:
    """Return a text without spaces and with its periods in one spelling.

    >>> usual("二〇二二年度（1—11月）"), usual("2022.01-2022.11")
    ('2022年1-11月', '2022年01-11月')
    """
    text = unicodedata.normalize("NFKC", text).translate(DASHES).replace(" ", "")
    text = re.sub(r"-{2,}", "-", text)
    if text.isascii() and "-" not in text:
        return text
    text = YEAR_IN_WORDS.sub(lambda said: said[0].translate(DIGITS), text)
    text = MONTH_IN_WORDS.sub(lambda said: TENS.get(said[0]) or said[0].translate(DIGITS), text)
    for pattern, spelled in RULES:
        text = pattern.sub(spelled, text)
    return text
