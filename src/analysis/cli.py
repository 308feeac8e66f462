"""The command line: `analysis check · ingest · run · workbooks · status · dictionary · sample`.

Exit codes: 0 all done, 2 check found faults, 3 some reports failed, 4 another batch is at work,
5 the gate withheld a report, 6 the input was refused, 7 the cluster had no worker, 130 interrupted,
1 anything else.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.arguments import (
    Audience,
    City,
    Counties,
    DryRun,
    Fresh,
    HowToExecute,
    Jobs,
    Lang,
    Language,
    MemoryLimit,
    NotebookFolder,
    Notebooks,
    Out,
    Parameters,
    Period,
    Reader,
    Scheduler,
    SharedStorage,
    TimeLimit,
    Wait,
    city_folder,
    local_folder,
)
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.intake import Intake

FAULTS, SOME_FAILED, LOCKED, WITHHELD, REFUSED, NO_WORKERS, INTERRUPTED = 2, 3, 4, 5, 6, 7, 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="县域产业分析 · Analysis of a city's counties and industries.",
)


@app.command()
def check(city: City) -> None:
    """检查原始数据，列出所有错误，不写任何文件 · List every fault; write nothing."""
    with _refusals():
        from analysis.intake import check as check_city

        intake = check_city(city_folder(city), keep=False)
    _list(intake)
    if intake.errors:
        raise typer.Exit(FAULTS)


@app.command()
def ingest(city: City) -> None:
    """检查并写入数据库 · Check the raw files and write the store."""
    with _refusals():
        from analysis.intake import ingest as ingest_city

        intake = ingest_city(city_folder(city))
    _list(intake)
    if intake.errors:
        typer.echo("有错误，未写入 · Faults: nothing was written.", err=True)
        raise typer.Exit(REFUSED)
    typer.echo("已写入新版本 · New version." if intake.changed else "数据未变 · Nothing changed.")


@app.command()
def run(
    city: City,
    notebook: Notebooks = None,
    county: Counties = None,
    period: Period = None,
    lang: Language = Lang.zh,
    audience: Reader = Audience.public,
    parameter: Parameters = None,
    jobs: Jobs = None,
    out: Out = Path("outputs"),
    notebooks: NotebookFolder = Path("notebooks"),
    fresh: Fresh = False,
    dry_run: DryRun = False,
    engine: HowToExecute = None,
    time_limit: TimeLimit = 900,
    memory_limit: MemoryLimit = 4096,
    scheduler: Scheduler = None,
    wait: Wait = 600,
    storage: SharedStorage = None,
) -> None:
    """批量生成报告 · Make the reports of a city: every notebook for every county.

    \b
    退出码 · Exit code
    0    全部完成 · all done
    2    命令用法错误 · wrong usage
    3    部分报告失败 · some reports failed
    4    另一批在运行 · another batch is at work
    5    有报告未放行 · a report was withheld
    6    输入被拒 · the input was refused
    7    集群没有工作进程 · the cluster had no worker
    130  已中断，再运行即续 · interrupted; run again to go on
    1    其他错误 · another error
    """
    from rich.console import Console

    from analysis.reports.process import Limits, default_engine, use_one_thread, warm_up

    chosen = engine.value if engine else default_engine()
    use_one_thread()
    nothing_done = fresh or not (storage or out.exists())
    if chosen == "warm" and nothing_done and not dry_run:
        warm_up()  # the fork server imports while this process plans
    with _refusals():
        from analysis.reports.absence import NoWorkersError
        from analysis.reports.batch import run_batch, up_to_date
        from analysis.reports.cluster import SchedulerLostError
        from analysis.reports.lock import LockedError
        from analysis.reports.parameters import read_parameters
        from analysis.reports.plan import make_plan
        from analysis.reports.progress import display
        from analysis.reports.settings import Settings
        from analysis.reports.steps import SharedStepsError
        from analysis.reports.storage import Storage

        plan = make_plan(
            city_folder(city),
            notebooks,
            local_folder(out),
            notebook or (),
            county or (),
            period,
            lang.value,
            audience.value,
            read_parameters(parameter or ()),
        )
        for omission in plan.omissions:
            typer.echo(f"略 {omission.notebook}: {omission.zh} · {omission.en}")
        if not plan.runs:
            raise typer.Exit(REFUSED)
        shared = Storage(storage, plan.folders.root).check() if storage else None
        if dry_run:
            done = {} if fresh else up_to_date(plan, shared)
            for item in plan.runs:
                typer.echo(f"{'不变 fresh' if item.name in done else '待做 stale'} {item.html}")
            return
        limits = Limits(seconds=time_limit, memory=memory_limit << 20)
        settings = Settings(
            chosen,
            jobs or _cores(),
            limits,
            fresh,
            scheduler=scheduler,
            patience=wait,
            storage=shared,
        )
        try:
            with display(Console()) as listen:
                summary = run_batch(plan, settings, listen)
        except LockedError as error:
            _say(error)
            raise typer.Exit(LOCKED) from None
        except SharedStepsError as error:
            typer.echo(f"公共步骤失败 · Shared steps failed: {error}", err=True)
            raise typer.Exit(1) from None
        except SchedulerLostError as error:
            typer.echo(f"调度器已断开 · The scheduler is lost: {error}", err=True)
            raise typer.Exit(1) from None
        except NoWorkersError as error:
            typer.echo(f"没有工作进程 · The cluster had no worker for {error}.", err=True)
            raise typer.Exit(NO_WORKERS) from None
    typer.echo(f"{plan.folders.released / 'index.html'}")
    if summary.failed:
        typer.echo(
            f"失败 failed: {summary.failed}；详见 see {plan.folders.private / 'events.jsonl'}"
        )
        raise typer.Exit(WITHHELD if summary.withheld else SOME_FAILED)


@app.command()
def workbooks(
    city: City,
    county: Counties = None,
    period: Period = None,
    lang: Language = Lang.zh,
    out: Out = Path("outputs"),
) -> None:
    """导出评价结果、公示、一企一单（内部） · Write the evaluation's Excel files (internal)."""
    with _refusals():
        from analysis.reports.lock import LockedError
        from analysis.reports.workbooks import write_workbooks

        written = 0
        try:
            for file in write_workbooks(
                city_folder(city), local_folder(out), county or (), period, lang.value
            ):
                typer.echo(f"{file}")
                written += 1
        except LockedError as error:
            _say(error)
            raise typer.Exit(LOCKED) from None
    if not written:
        typer.echo("没有参评企业，未写文件 · Nobody to evaluate: nothing was written.")


@app.command()
def status(
    out: Annotated[Path, typer.Argument(help="输出目录 · Folder of the reports.")] = Path(
        "outputs"
    ),
) -> None:
    """列出各批报告的状态 · Say how the runs below a folder ended."""
    with _refusals():
        from analysis.reports.manifest import told

        failed = False
        for line, bad in told(out):
            typer.echo(line)
            failed |= bad
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def dictionary() -> None:
    """打印数据字典 · Print the data dictionary in Markdown."""
    from analysis.tables.document import markdown

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
    with _refusals():
        from analysis.sample import write_city

        files = write_city(out, counties, enterprises_per_county, seed)
    typer.echo(f"{out}: {len(files)}个文件 files")


def _list(intake: "Intake") -> None:
    for fault in intake.faults:
        typer.echo(f"{fault.severity}: {fault.zh}\n  {fault.en}")
    typer.echo(f"错误 errors: {len(intake.errors)}，警告 warnings: {len(intake.warnings)}")


def _cores() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Show a fault of the data as two sentences, without a traceback."""
    try:
        yield
    except DataError as error:
        _say(error)
        raise typer.Exit(REFUSED) from None
    except OSError as error:
        typer.echo(f"文件错误 · File error: {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("已中断，可再次运行以继续 · Interrupted; run again to go on.", err=True)
        raise typer.Exit(INTERRUPTED) from None


def _say(error: DataError) -> None:
    typer.echo(f"{error.zh}\n{error.en}", err=True)


if __name__ == "__main__":
    app()
