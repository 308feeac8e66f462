"""The parts that every report shares: heading, headline, missing data, provenance."""

import hashlib
import re
import shlex
from collections.abc import Mapping, Sequence
from html import escape

from markupsafe import Markup

from analysis.display.drawn import Shown
from analysis.display.numbers import year_to_date
from analysis.display.parts import STYLE, folded, points
from analysis.display.sentences import REPORT, of_release, sentences
from analysis.display.show import show
from analysis.display.shown import shown_counties
from analysis.display.stated import Stated
from analysis.tables.registry import parameters, questions
from analysis.tables.release import Release

LAB = """:root { --ink: var(--jp-content-font-color1); --soft: var(--jp-content-font-color2);
--line: var(--jp-border-color2); --paper: var(--jp-layout-color0); --wash: var(--jp-layout-color2);
--link: var(--jp-content-link-color); --alert: var(--jp-error-color1); }
.gt_table, .gt_table :is(tr, th, td) { color: var(--ink) !important; }
.gt_table, .gt_table :is(.gt_heading, .gt_col_heading, .gt_column_spanner_outer, .gt_stub,
.gt_sourcenote, .gt_footnote) { background-color: transparent !important; }
"""
"""Colours of parts and tables in JupyterLab, light or dark; a page has and takes its own only."""
LEFT_OUT = re.compile(r'<p class="no-data" title="([^"]*)">.*</p>', re.DOTALL)
"""How a section says that it shows nothing, and why."""
COMMAND = "analysis run "
"""How the command begins that makes a report again."""


def heading(
    release: Release, title: Mapping[str, str], lang: str, period: str | None = None
) -> None:
    """Show the county, the question, the period, the audience, and the mark of synthetic data.

    Where figures show some of the counties only, it says which.

    `period` says what the report covers where that is not the cumulative period.
    """
    text = of_release(release, REPORT)
    audience = text.labels("audiences", lang)[release.audience]
    marks = [f'<span class="mark audience-{release.audience}">{escape(audience)}</span>']
    if release.city.synthetic:
        synthetic = text.labels("marks", lang)["synthetic"]
        marks.append(f'<span class="mark synthetic">{escape(synthetic)}</span>')
    near = shown_counties(release, lang)
    note = f'<p class="shown">{escape(near)}</p>' if near else ""
    _show(
        f"<style>{LAB}{STYLE}</style>"
        '<header class="report-heading">'
        f'<p class="place">{escape(release.city.name(lang))}</p>'
        f'<p class="title">{escape(release.county_name(lang))} · {escape(title[lang])}</p>'
        f'<p class="period">{escape(period or year_to_date(release.period, lang))}</p>'
        f"<p>{''.join(marks)}</p>{note}</header>"
    )


def lead(
    release: Release, finding: str, said: Mapping[str, str], parts: Sequence[str], lang: str
) -> None:
    """Open a page with its finding, where and when it is of, and the parts that follow first.

    `said` is told after the finding: each sentence by the word under which it is looked for.
    """
    text = of_release(release, REPORT)
    mark = text.labels("audiences", lang)[release.audience]
    where = " · ".join(
        (release.city.name(lang), release.county_name(lang), year_to_date(release.period, lang))
    )
    _show(
        f"<style>{LAB}{STYLE}</style>"
        f'<header class="report-lead"><p class="place">{escape(where)} '
        f'<span class="mark audience-{release.audience}">{escape(mark)}</span></p>'
        f'<p class="finding"><strong>{escape(finding)}</strong></p>'
        f"{points(said)}</header>{''.join(parts)}"
    )


def lines(said: Sequence[str]) -> None:
    """Show a list of sentences."""
    items = "".join(f"<li>{escape(line)}</li>" for line in said)
    _show(f'<ul class="lines">{items}</ul>' if items else "")


def appendix(release: Release, lang: str, said: Sequence[str], sources: str) -> None:
    """Show method and sources behind a line that opens; paper shows them."""
    title = of_release(release, REPORT).labels("provenance", lang)["appendix"]
    body = "".join(f"<p>{escape(line)}</p>" for line in said if line)
    _show(folded(title, Markup(body + sources)))


def headline(paragraphs: Sequence[str]) -> None:
    """Show the answer in words, before any figure; an empty paragraph is left out."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    _show(f'<section class="headline">{body}</section>')


def no_data(lang: str, why: str = "") -> None:
    """Say that a section is left out, and why: the city has no such data, if nothing else.

    A page lists what is left out at its end, by the reason alone.
    """
    text = sentences(REPORT)
    why = why or text.labels("left_out", lang)["none"]
    said = text.say("left_out", lang, why=why)
    _show(f'<p class="no-data" title="{escape(why)}">{escape(said)}</p>')


def omitted(release: Release, question: str, lang: str) -> None:
    """Say why a question that a page shows beside others has no answer."""
    why = release.why_omitted(question)
    no_data(lang, why[lang] if why else "")


def not_answered(release: Release, lang: str) -> list[str]:
    """Say once of each question that a page could show why it has no answer."""
    why = (said.get("omitted") for said in release.facts["questions"].values())
    return [*dict.fromkeys(reason[lang] for reason in why if reason)]


def section(shown: "Stated | Shown | None", lang: str, alt: str = "", why: str = "") -> None:
    """Show a figure or a table, or say that there is none, and why.

    `alt` describes a figure for those who cannot see it, unless it states its finding.
    """
    if shown is None:
        no_data(lang, why)
    elif isinstance(shown, Stated):
        _show(shown.markup())
    else:
        show(shown, alt)


def figures(stated: "Sequence[Stated | None]") -> None:
    """Show the figures that there are, one below the other."""
    _show("".join(figure.markup() for figure in stated if figure is not None))


def provenance(
    release: Release, lang: str, notebook: str, method: Mapping[str, str] | None = None
) -> None:
    """Show where the report comes from: see `sources`."""
    _show(sources(release, lang, notebook, method))


def sources(
    release: Release, lang: str, notebook: str, method: Mapping[str, str] | None = None
) -> str:
    """Return as markup where the report comes from and the command that makes it again.

    Parameters
    ----------
    release
        The tables the report was made from.
    lang
        "zh" or "en".
    notebook
        The notebook's name, without its extension.
    method
        Further facts by title: the scoring scheme, the forecast's members, …
    """
    facts = release.facts
    made = [release.provenance(question) for question in release.questions]
    digests = {name: digest for each in made for name, digest in each["tables"].items()}
    rules = {name: digest for each in made for name, digest in each["rules"].items()}
    code = " ".join(each["code"] for each in made)
    command = (
        f"{COMMAND}{shlex.quote('data/' + facts['city_folder'])} --notebook {notebook} "
        f"--county {release.county} --period {release.period} "
        f"--lang {lang} --audience {release.audience}"
    )
    asked = {n: v for n, v in release.chosen.items() if v != next(iter(parameters()[n]))}
    command += "".join(f" --parameter {name}={value}" for name, value in asked.items())
    titles = of_release(release, REPORT).labels("provenance", lang)
    rows = {
        titles["source"]: release.city.source(lang),
        titles["licence"]: release.city.licence,
        titles["store"]: data_version(digests),
        **dict(method or {}),
        titles["rules"]: "; ".join(f"{name} {version}" for name, version in rules.items()) or "–",
        titles["software"]: f"analysis {facts['package']} ({code})",
        titles["command"]: command,
    }
    body = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows.items()
    )
    return f'<table class="provenance"><tbody>{body}</tbody></table>'


def quantities(release: Release, question: str, lang: str) -> None:
    """Show the cards of a question's named figures: value, meaning, formula, sources, owner."""
    from analysis.display.quantity_cards import cards

    _show(cards(release, question, lang))


def secret_tables(release: Release) -> list[str]:
    """Return the tables of enterprises, of the questions shown, that a release holds.

    Only an internal release may hold any.
    """
    shown = [table for name in release.questions for table in questions()[name].answers]
    return [table.name for table in shown if table.secret and release.has(table.name)]


def data_version(digests: Mapping[str, str]) -> str:
    """Return the hash of the tables that were read, by their names and contents: 16 hex digits."""
    content = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _show(markup: str) -> None:
    from IPython.display import HTML, display

    display(HTML(markup))
