"""Commands on a city's data: check, ingest, dictionary, sample."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.arguments import City
from analysis.cities import find_city
from analysis.cli.app import app
from analysis.cli.refusals import FAULTS, REFUSED, refusals

if TYPE_CHECKING:
    from analysis.intake import Intake


@app.command()
def check(city: City) -> None:
    """检查原始数据与文字，列出所有错误，不写任何文件 · List every fault; write nothing."""
    with refusals():
        from analysis.display.sentences import faults
        from analysis.intake import check as check_city
        from analysis.tables.registry import broken

        folder = find_city(city)
        declared = [*broken().values(), *faults(folder)]
        for error in declared:
            typer.echo(f"error: {error.zh}\n  {error.en}")
        intake = check_city(folder, keep=False)
        for sheet in intake.sheets:
            typer.echo(f"{sheet.zh}\n  {sheet.en}")
        _list(intake, len(declared))
    if intake.errors or declared:
        raise typer.Exit(FAULTS)


@app.command()
def ingest(city: City) -> None:
    """检查并写入数据库 · Check the raw files and write the store."""
    with refusals():
        from analysis.intake import ingest as ingest_city

        intake = ingest_city(find_city(city))
        _list(intake)
        if intake.errors:
            typer.echo("有错误，未写入 · Faults: nothing was written.", err=True)
            raise typer.Exit(REFUSED)
        done = "已写入新版本 · New version." if intake.changed else "数据未变 · Nothing changed."
        typer.echo(done)


@app.command("new-city")
def new_city(
    folder: Annotated[Path, typer.Argument(help="含raw/的目录 · A folder with raw/ in it.")],
) -> None:
    """看原始文件，起草city.yaml，列出看不出的 · Draft city.yaml; say what is open."""
    with refusals():
        from analysis.intake.draft import draft_city

        text, points = draft_city(folder)
        (folder / "city.yaml").write_text(text, encoding="utf-8", newline="\n")
    typer.echo(f"{folder / 'city.yaml'}")
    for zh, en in points:
        typer.echo(f"○ {zh}\n  {en}")


@app.command()
def dictionary() -> None:
    """打印数据字典 · Print the data dictionary in Markdown."""
    with refusals():
        from analysis.tables.document import markdown
        from analysis.tables.registry import broken

        for error in broken().values():
            raise error
        typer.echo(markdown(), nl=False)


@app.command()
def sample(
    out: Annotated[Path, typer.Argument(help="新城市目录 · Folder of the new city.")],
    counties: Annotated[int, typer.Option(min=1, help="县数 · Counties.")] = 18,
    enterprises_per_county: Annotated[
        int, typer.Option(min=1, help="每县规上企业数 · Enterprises above scale a county.")
    ] = 93,
    seed: Annotated[int, typer.Option(help="随机种子 · Seed.")] = 1,
) -> None:
    """生成合成城市 · Write a synthetic city in the raw layouts a bureau exports."""
    with refusals():
        from analysis.sample import write_city

        files = write_city(out, counties, enterprises_per_county, seed)
    typer.echo(f"{out}: {len(files)}个文件 files")


def _list(intake: "Intake", declared: int = 0) -> None:
    """List the faults of raw files; `declared`: how many of questions and texts were said."""
    for fault in intake.faults:
        typer.echo(f"{fault.severity}: {fault.zh}\n  {fault.en}")
    errors = len(intake.errors) + declared
    typer.echo(f"错误 errors: {errors}，警告 warnings: {len(intake.warnings)}")
