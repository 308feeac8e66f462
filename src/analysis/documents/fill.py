"""A Word template filled with the figures of a release."""

import io
import traceback
from dataclasses import dataclass
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from analysis.display.filters import LeftOutError
from analysis.documents.environment import Documents, refusal
from analysis.documents.figures import GapError, Quantities, Ranks, Sentences
from analysis.documents.names import Examples, Names
from analysis.documents.places import Place
from analysis.documents.word import content, mark
from analysis.errors import DataError
from analysis.tables.release import Release
from analysis.tables.rules import last_day
from analysis.tables.territory import WHOLE

SHIPPED = Path(__file__).parent / "templates"
JINJA = "<template>"
"""What Jinja calls the file of a template that is text."""
_CANNOT = (TypeError, ValueError, OverflowError, ZeroDivisionError, SecurityError)


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
        If a name in it is unknown, a figure withheld or missing, a text cannot be said: it names
        the paragraph; nothing is made up.
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
    word = DocxTemplate(io.BytesIO(file.read_bytes()))
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


def _render(word: DocxTemplate, environment: Documents) -> None:
    """Fill a template; an error names the paragraph of the part where it was met."""
    try:
        word.render(environment.context, environment, autoescape=True)
    except GapError as gap:
        raise _at(environment, gap, gap.zh, gap.en, gap.name) from None
    except TemplateSyntaxError as error:
        raise refusal(
            *environment.place(error.lineno),
            f"写法有误：{error.message}",
            f"cannot be read: {error.message}",
        ) from None
    except LeftOutError as error:
        raise _at(environment, error, f"无法成句：{error}", f"cannot be said: {error}") from None
    except _CANNOT as error:
        raise _at(environment, error, f"无法成句：{error}", f"cannot be said: {error}") from error


def _at(environment: Documents, error: Exception, zh: str, en: str, about: str = "") -> DataError:
    """Say where in the template an error was met: the last of its lines that was being filled."""
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == JINJA]
    return refusal(*environment.place((lines or [None])[-1] or 1), zh, en, about)
