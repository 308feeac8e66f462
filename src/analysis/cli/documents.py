"""Commands of Word documents: fill one; verify one, or a report's page."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.arguments import City, Language, Out, Period, Reader, local_folder
from analysis.cities import find_city
from analysis.cli.app import app
from analysis.cli.refusals import FAULTS, WITHHELD, refusals, say
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.documents.verify import Compared
    from analysis.tables.release import Release

Template = Annotated[
    str,
    typer.Argument(
        help="Word模板，或自带的annual、bulletin、projects · A .docx, or a shipped one."
    ),
]
County = Annotated[str, typer.Option(help="县代码，city为全市 · A county's code; city: the whole.")]
Draft = Annotated[
    bool, typer.Option("--draft", help="缺的标黄 · Highlight what is missing, do not refuse.")
]


@app.command()
def document(
    template: Template,
    city: City,
    period: Period = None,
    county: County = "city",
    audience: Reader = "public",
    lang: Language = "zh",
    out: Out = Path("outputs"),
    draft: Draft = False,
) -> None:
    """用指标填写Word模板，并附溯源 · Fill a Word template, with the trace of each number.

    \b
    退出码 · Exit code
    0    已写成 · written
    5    未放行 · withheld by the gate
    6    模板或数据被拒 · the template or the data were refused
    """
    with refusals():
        from analysis.documents import files
        from analysis.opening import open_report
        from analysis.reports.plan import folder_name
        from analysis.reports.run import Folders
        from analysis.reports.withholding import WithheldError, pass_gate, write_secrets
        from analysis.tables.store import Store

        folder = find_city(city)
        chosen = period or Store(folder / "store").city().period
        release = open_report(folder, county, chosen, lang, audience)
        made = files.make(template, release, lang, draft)
        place = Folders.under(local_folder(out), folder_name(folder), chosen, audience)
        place.create()
        if audience != "internal":
            secrets = place.private / "secrets.document.arrow"
            write_secrets(folder / "store", chosen, secrets)
            try:
                for name, content in made.contents.items():
                    pass_gate(content, name.rpartition(".")[2], secrets)
            except WithheldError as error:
                typer.echo(f"未放行 · Withheld: {error}", err=True)
                raise typer.Exit(WITHHELD) from None
        for path in files.write(made, place.released / release.county):
            typer.echo(f"{path}")
        for note in made.notes:
            say(note)


@app.command()
def verify(
    document: Annotated[Path, typer.Argument(help="已生成的文档或页面 · A document or a page.")],
    city: Annotated[
        str | None, typer.Option(help="城市，默认为生成时的 · The city; that of the document.")
    ] = None,
    template: Annotated[
        str | None, typer.Option(help="模板，默认为生成时的 · The template; the document's own.")
    ] = None,
) -> None:
    """重算文档或页面的每个数，逐一比对 · Work out every number of a document or page anew.

    \b
    退出码 · Exit code
    0    全部相同 · all the same
    2    有不同 · some differ
    6    无法比对 · cannot be compared
    """
    with refusals():
        from analysis.documents.report_page import ENDINGS

        compared = (_of_page if document.suffix.lower() in ENDINGS else _of_document)(
            document, city, template
        )
        different = 0
        for each in compared:
            different += not each.same
            word = "相同 same" if each.same else "不同 different"
            line = [word, each.n, each.place, each.quantity, each.said]
            if not each.same:
                line += [each.printed, f"{each.before} → {each.now}"]
            typer.echo("\t".join(line))
    typer.echo(f"不同 different: {different}")
    if different:
        raise typer.Exit(FAULTS)


def _of_document(document: Path, city: str | None, template: str | None) -> "Iterator[Compared]":
    from analysis.documents import files, trace, verify

    _, facts = trace.read(verify.trace_of(document))
    used = files.template_of(template or facts["template"], facts["lang"], document)
    return verify.verify(document, used, _release_of(facts, city))


def _of_page(page: Path, city: str | None, template: str | None) -> "Iterator[Compared]":
    from analysis.documents import report_page

    if template is not None:
        raise DataError("页面没有模板", "a page has no template")
    said = report_page.read(page)
    return report_page.verify(said, _release_of(said.facts, city))


def _release_of(facts: Mapping[str, str], city: str | None) -> "Release":
    """The release that a document or a page was made of, as its city's data have it now."""
    from analysis.opening import open_report

    asked = (facts["county"], facts["period"], facts["lang"], facts["audience"])
    return open_report(find_city(city or facts["city"]), *asked)
