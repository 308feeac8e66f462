"""What a finished document should not say: two hedges on one number, two units of money at once."""

import re
from collections.abc import Iterator

from docx.document import Document

from analysis.documents.word import text_of
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


def faults(document: Document) -> Iterator[DataError]:
    """Yield what is wrong with the wording of a document, with its paragraph."""
    for number, paragraph in enumerate(document.paragraphs, 1):
        for match in SENTENCE.finditer(text_of(paragraph._element)):
            for zh, en in sentence_faults(match[0]):
                yield DataError(f"第{number}段：{zh}", f"paragraph {number}: {en}")


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
