"""Texts of several runs: what is raised, lowered or struck through is no part of a figure.

A reader joins the runs of 1200² and of a struck 1300 beside 1200 to 12002 and 13001200.
"""

from analysis.intake.xml_part import stream

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SHIFTED = {"superscript": RAISED, "subscript": LOWERED}
WORDS = (b"vertAlign", b"strike")
"""What stands in a part that holds such runs."""


class Runs:
    """Collects one text as the elements of its part pass: `text`, None while it is plain."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.odd = self.struck = self.within = self.aside = False
        self.shifted: dict[int, int] = {}

    @property
    def text(self) -> str | None:
        """The text with its marks written out; None if no run bears one."""
        return "".join(self.pieces) if self.odd else None

    def start(self, name: str, about: dict[str, str]) -> None:
        """An element begins."""
        if name == "r":
            self.struck, self.shifted = False, {}
        elif name == "strike":
            self.struck = about.get("val", "1") not in {"0", "false"}
            self.odd |= self.struck
        elif name == "vertAlign":
            self.shifted = SHIFTED.get(about.get("val", ""), {})
            self.odd |= bool(self.shifted)
        elif name == "t":
            self.within = not self.aside
        elif name == "rPh":  # how it is pronounced
            self.aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self.within = False
        elif name == "rPh":
            self.aside = False

    def said(self, text: str) -> None:
        """Text passes."""
        if self.within:
            shown = text.translate(self.shifted)
            self.pieces.append(f"〔删除线：{shown}〕" if self.struck else shown)


def marked_strings(xml: bytes) -> dict[int, str]:
    """Return the shared texts that hold marked runs, by their number, with the marks written out.

    >>> run = b"<r><t>1200</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
    >>> marked_strings(b"<sst><si><t>a</t></si><si>" + run + b"</si></sst>")
    {1: '1200²'}
    """
    if not any(word in xml for word in WORDS):
        return {}
    marked: dict[int, str] = {}
    number, runs = -1, Runs()

    def start(name: str, about: dict[str, str]) -> None:
        nonlocal number, runs
        if name == "si":
            number, runs = number + 1, Runs()
        runs.start(name, about)

    def end(name: str) -> None:
        runs.end(name)
        if name == "si" and runs.text is not None:
            marked[number] = runs.text

    stream(xml, start, end, lambda text: runs.said(text))
    return marked
