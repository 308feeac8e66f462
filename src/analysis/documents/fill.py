"""A Word template filled with the figures of a release."""

import io
import re
import traceback
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError

from analysis.display.filters import LeftOutError
from analysis.documents.environment import Documents, RefusedError, refusal
from analysis.documents.figures import GapError, Quantities, Ranks, Sentences
from analysis.documents.names import Examples, Names
from analysis.documents.parts import Part
from analysis.documents.places import Place
from analysis.documents.word import content, mark, xml
from analysis.errors import DataError
from analysis.tables.release import Release
from analysis.tables.rules import last_day
from analysis.tables.territory import WHOLE

SHIPPED = Path(__file__).parent / "templates"
JINJA = "<template>"
"""What Jinja calls the file of a template that is text."""
UNFILLED = (CONTENT_TYPE.WML_ENDNOTES, CONTENT_TYPE.WML_COMMENTS)
_BRACES = re.compile("{{|{%")
_CANNOT = (TypeError, ValueError, OverflowError, SecurityError)


@dataclass(frozen=True)
class Printed:
    """A place as it was filled.

    Parameters
    ----------
    place
        Where it stands in the template and what it names.
    id
        Its bookmark.
    text
        What was printed.
    sentence
        The sentence of the document in which it stands.
    missing
        Whether it is a gap of a draft.
    parts
        Of a total whose template names them, its parts as they are printed.
    """

    place: Place
    id: str
    text: str
    sentence: str
    missing: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A filled document: its bytes and its places."""

    docx: bytes
    printed: tuple[Printed, ...]


def template(name: str, lang: str) -> Path:
    """Return a template: a file, or a shipped one by its name in a language.

    Raises
    ------
    DataError
        If there is neither.
    """
    for file in (Path(name), SHIPPED / f"{name}.{lang}.docx"):
        if file.is_file():
            return file
    known = sorted(file.stem for file in SHIPPED.glob("*.docx"))
    raise DataError(
        f"找不到模板“{name}”（{lang}），自带的有：{'、'.join(known)}",
        f"no template {name!r} in {lang}; those shipped are {', '.join(known)}",
    )


def name_of(file: Path, lang: str) -> str:
    """Return the name of a template, without its language."""
    return file.stem.removesuffix(f".{lang}")


def fill(file: Path, release: Release, lang: str, draft: bool = False) -> Filled:
    """Fill a template.

    Parameters
    ----------
    file
        A Word document whose text is Jinja's, as `figures` and `names` tell.
    release
        Where quantities, sentences and names come from.
    lang
        "zh" or "en".
    draft
        Whether what is missing is printed, highlighted, instead of being refused.

    Raises
    ------
    DataError
        If it is no Word document. If a name in it is unknown, a figure withheld or missing, a text
        cannot be said: it names the place; nothing is made up.
    """
    figures = Quantities(release, lang, draft)
    spoken = {
        **{"q": figures, "rank": Ranks(figures), "say": Sentences(figures)},
        "names": Names(release, lang, draft),
    }
    given = {
        **{"lang": lang, "currency": release.city.currency},
        **{"period": release.period, "year": release.period[:4]},
        **{"month": str(int(release.period[5:])), "next_year": str(int(release.period[:4]) + 1)},
        **{"whole": release.county == WHOLE, "synthetic": release.city.synthetic},
    }
    environment = Documents(
        spoken,
        Examples(figures),
        given,
        fullwidth=lang == "zh" and release.city.document.fullwidth,
        draft=draft,
    )
    word = _opened(file)
    _refuse_unfilled(word)
    _render(word, environment)
    sentences = mark(word.docx)
    printed = tuple(
        Printed(
            environment.places[key.split("·")[0]],
            key,
            text,
            sentences[key],
            key in environment.missing,
            environment.parts_of.get(key, ()),
        )
        for key, text in environment.printed.items()
        if key in sentences
    )
    return Filled(content(word.docx, last_day(release.period)), printed)


def _opened(file: Path) -> DocxTemplate:
    word = DocxTemplate(io.BytesIO(file.read_bytes()))
    try:
        word.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise DataError(
            f"模板{file.name}不是Word的.docx文档，请在Word或WPS中另存为.docx",
            f"the template {file.name} is no .docx of Word; save it as one in Word or WPS",
        ) from error
    return word


def _refuse_unfilled(word: DocxTemplate) -> None:
    """Raise a RefusedError if places stand where nothing is filled: in an endnote, a comment."""
    for part in word.docx.part.package.iter_parts():
        if part.content_type not in UNFILLED:
            continue
        for line in Part.of(xml(parse_xml(part.blob))).lines:
            if _BRACES.search(line.text):
                raise refusal(
                    line,
                    "此处不填数，请移到正文、页眉、页脚或脚注",
                    "nothing is filled here; move it to the body, a header, a footer, a footnote",
                )


def _render(word: DocxTemplate, environment: Documents) -> None:
    """Fill a template; an error names the place where it was met."""
    try:
        word.render(environment.context, environment, autoescape=True)
    except RefusedError:
        raise
    except GapError as gap:
        raise _at(environment, gap, gap.zh, gap.en, gap.name) from None
    except TemplateSyntaxError as error:
        raise refusal(
            environment.place(error.lineno),
            f"写法有误，花括号或{{% if %}}、{{% for %}}没有成对，或少了符号（{error.message}）",
            f"cannot be read: {error.message}",
        ) from None
    except DataError as error:  # of a filter or of examples, which know no place
        raise _at(environment, error, error.zh, error.en) from None
    except ZeroDivisionError as error:
        raise _at(environment, error, "不能除以零", "a division by zero") from error
    except LeftOutError as error:
        raise _at(environment, error, f"无法成句：{error}", f"cannot be said: {error}") from None
    except _CANNOT as error:
        zh = f"无法成句，过滤器用得不对（{error}）"
        raise _at(environment, error, zh, f"cannot be said: {error}") from error


def _at(
    environment: Documents, error: Exception, zh: str, en: str, about: str = ""
) -> RefusedError:
    """Say where in the template an error was met: the last of its lines that was being filled."""
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == JINJA]
    return refusal(environment.place((lines or [None])[-1] or 1), zh, en, about)
