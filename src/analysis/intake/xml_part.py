"""The elements of one XML part of a workbook, streamed; a part with a DTD is not read."""

from collections.abc import Callable
from xml.parsers import expat

from analysis.intake.faults import CellError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def stream(xml: bytes, start: Start, end: End | None = None, text: End | None = None) -> None:
    """Call `start` with each element's name, without its prefix, and its attributes.

    Raises
    ------
    CellError
        If the part defines entities.
    xml.parsers.expat.ExpatError
        If it is no XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, about: start(_local(name), about)
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(xml, True)


def elements(xml: bytes, *names: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of those names in their order: (name, attributes without prefixes)."""
    found: list[tuple[str, dict[str, str]]] = []

    def keep(name: str, about: dict[str, str]) -> None:
        if name in names:
            found.append((name, {_local(key): value for key, value in about.items()}))

    stream(xml, keep)
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_about: object) -> None:
    raise CellError("damaged", "工作簿含外部定义，拒绝读取", "the workbook holds a DTD, not read")
