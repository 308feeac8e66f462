"""The files of a document: itself, its trace as a workbook and as a page; what to say of them."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx

from analysis.atomic import write_atomic
from analysis.documents import fonts, trace, trace_page
from analysis.documents.fill import fill, name_of, template
from analysis.documents.verify import ENDING
from analysis.documents.wording import faults, unequal
from analysis.errors import DataError
from analysis.tables.release import Release


@dataclass(frozen=True)
class Made:
    """A document that is not written yet.

    Parameters
    ----------
    contents
        File name → content.
    notes
        What whoever asked for it should know: fonts that are absent, gaps of a draft, wording.
    """

    contents: Mapping[str, bytes | str]
    notes: tuple[DataError, ...]


def make(name: str, release: Release, lang: str, draft: bool = False) -> Made:
    """Fill a template, given by its file or its shipped name, and trace it.

    Raises
    ------
    DataError
        If there is no such template, or as `fill`.
    """
    file = template(name, lang)
    filled = fill(file, release, lang, draft)
    traced, about = trace.rows(filled, release, lang), trace.facts(file, release, lang)
    stem = f"{name_of(file, lang)}.{lang}"
    title = f"{trace_page.TITLE[lang]} · {stem} · {release.county_name(lang)} · {release.period}"
    word = docx.Document(io.BytesIO(filled.docx))
    notes = [
        *_fonts(fonts.absent(fonts.named(word))),
        *_rare(fonts.rare(word)),
        *faults(word),
        *unequal(filled.printed),
    ]
    for gap in (printed for printed in filled.printed if printed.missing):
        at = gap.place.at.where
        notes.append(DataError(f"{at.zh}：{gap.text}", f"{at.en}: {gap.text}"))
    contents: dict[str, bytes | str] = {
        f"{stem}.docx": filled.docx,
        f"{stem}{ENDING}": trace.workbook(traced, about, lang),
        f"{stem}.trace.html": trace_page.page(traced, about, title, lang),
    }
    return Made(contents, tuple(notes))


def write(made: Made, folder: Path) -> Iterator[Path]:
    """Write the files of a document into a folder and yield their paths."""
    for name, content in made.contents.items():
        write_atomic(folder / name, content.encode() if isinstance(content, str) else content)
        yield folder / name


def template_of(name: str, lang: str, document: Path) -> Path:
    """Return the template of a document: beside it, at a path, or shipped."""
    beside = document.parent / name
    return beside if beside.is_file() else template(name, lang)


def _fonts(lacking: list[str]) -> list[DataError]:
    if not lacking:
        return []
    listed = "、".join(lacking)
    return [
        DataError(
            f"本机缺字体：{listed}；换用其他字体后不声明符合GB/T 9704-2012",
            f"fonts absent here: {listed}; with others in their place the page is not said to "
            "conform to GB/T 9704-2012",
        )
    ]


def _rare(characters: list[str]) -> list[DataError]:
    if not characters:
        return []
    listed = "、".join(f"{c}（U+{ord(c):04X}）" for c in characters)
    return [
        DataError(
            f"公文字体没有的字：{listed}；打印前请确认已由宋体-ExtB等字体显示",
            f"characters that the document's fonts lack: {listed}; see that SimSun-ExtB or "
            "another font shows them before it is printed",
        )
    ]
