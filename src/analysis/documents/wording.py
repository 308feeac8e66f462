"""What a finished document should not say.

Two hedges on one number, two units of money in one sentence, parts that do not add up to the total
printed beside them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from docx.document import Document

from analysis.documents.fill import Printed
from analysis.documents.parts import Part
from analysis.documents.word import elements, text_of, xml
from analysis.errors import DataError

NUMBER, WORD = r"\d[\d,.]*[％%万亿]?", r"[\u4e00-\u9fff]{0,3}?"
DOUBLED = re.compile(
    rf"(?:约|近|超过?){NUMBER}{WORD}(?:余|左右|以上)"
    rf"|{NUMBER}余{WORD}(?:左右|以上)"
    rf"|(?:约|近|超过?){{2,}}{NUMBER}"
    rf"|{NUMBER}{WORD}(?:左右|以上){{2,}}"
)
MONEY = re.compile(r"\d(亿元|万元)(?!/)")
SENTENCE = re.compile(r"[^。；;]+")
TOTALS = ("合计", "总计", "Total")
"""How the last row of a table begins that is the sum of those above it."""
SCALE = {"亿": 4, "万": 0, "bn": 3, "m": 0}
"""Sums are compared in the smaller unit of money: powers of ten from it."""
_VALUE = re.compile(r"([-－+]?)(\d[\d,]*(?:\.\d+)?)\s*(亿|万|bn\b|m\b)?")


def faults(document: Document) -> Iterator[DataError]:
    """Yield what is wrong with the wording of a document, each with its place."""
    for line in (line for element in elements(document) for line in Part.of(xml(element)).lines):
        for match in SENTENCE.finditer(line.text):
            for zh, en in sentence_faults(match[0]):
                yield DataError(f"{line.where.zh}：{zh}", f"{line.where.en}: {en}")
    for table in document.tables:
        rows = [[text_of(cell._element) for cell in row.cells] for row in table.rows]
        if len(rows) > 2 and rows[-1][0].strip() in TOTALS:
            for head, *parts, total in zip(*rows, strict=True):
                for zh, en in sum_faults(total, parts):
                    yield DataError(f"表中“{head}”：{zh}", f"the table's “{head}”: {en}")


def unequal(printed: Iterable[Printed]) -> Iterator[DataError]:
    """Yield which totals are not the sum of their parts as printed, with their place."""
    for place in printed:
        for zh, en in sum_faults(place.text, place.parts):
            at = place.place.at.where
            yield DataError(f"{at.zh}：{zh}", f"{at.en}: {en}")


def sum_faults(total: str, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield, zh and en, whether parts do not add up to a total; all are texts as printed.

    Texts without a number (“—”, what is withheld) are not compared.
    """
    values = [*map(_value, parts)]
    every = _value(total)
    if not values or every is None or None in values:
        return
    added = sum(filter(None, values), Decimal())
    if added != every:
        yield (
            f"印出的分项{'、'.join(parts)}之和与合计{total}差{abs(added - every):f}",
            f"the parts as printed, {', '.join(parts)}, differ from the total {total} by "
            f"{abs(added - every):f}",
        )


def _value(text: str) -> Decimal | None:
    """The number of a text, exactly as printed, money in its smaller unit; None without one."""
    found = _VALUE.search(text)
    if found is None:
        return None
    sign, number_text, unit = found.groups("")
    number = Decimal(number_text.replace(",", "")).scaleb(SCALE.get(unit, 0))
    return -number if sign in ("-", "－") else number


def sentence_faults(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield, zh and en, what is wrong with one sentence."""
    for doubled in DOUBLED.finditer(sentence):
        yield f"约数重复“{doubled[0]}”", f"two hedges on one number, “{doubled[0]}”"
    units = {*MONEY.findall(sentence)}
    if len(units) > 1:
        yield (
            f"一句中有两种货币单位：“{sentence[:40]}…”",
            f"two units of money in one sentence, “{sentence[:40]}…”",
        )
