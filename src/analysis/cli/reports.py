"""Commands that make reports, and that list and write what stands in them."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.arguments import (
    City,
    Counties,
    DryRun,
    Fresh,
    HowToExecute,
    Jobs,
    Language,
    MemoryLimit,
    NotebookFolder,
    Notebooks,
    Out,
    Parameters,
    Period,
    Questions,
    Reader,
    Scheduler,
    SharedStorage,
    TimeLimit,
    Wait,
    listed,
    local_folder,
)
from analysis.cities import find_city
from analysis.cli.app import app
from analysis.cli.refusals import (
    LOCKED,
    NO_WORKERS,
    REFUSED,
    SOME_FAILED,
    WITHHELD,
    refusals,
    say,
)


@app.command()
def run(
    city: City,
    notebook: Notebooks = None,
    county: Counties = None,
    period: Period = None,
    lang: Language = "zh",
    audience: Reader = "public",
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

    chosen = engine or default_engine()
    use_one_thread()
    nothing_done = fresh or not (storage or out.exists())
    if chosen == "warm" and nothing_done and not dry_run:
        warm_up()  # the fork server imports while this process plans
    with refusals():
        from analysis.reports.batch import run_batch, up_to_date
        from analysis.reports.batch_view import display
        from analysis.reports.cluster import SchedulerLostError
        from analysis.reports.lock import LockedError
        from analysis.reports.parameters import read_parameters
        from analysis.reports.plan import make_plan
        from analysis.reports.settings import Settings
        from analysis.reports.steps import SharedStepsError
        from analysis.reports.storage import Storage
        from analysis.reports.waiting import NoWorkersError

        plan = make_plan(
            find_city(city),
            notebooks,
            local_folder(out),
            listed(notebook),
            listed(county),
            period,
            lang,
            audience,
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
            say(error)
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
    if summary.nothing_made:
        raise typer.Exit(REFUSED)
    typer.echo(f"{plan.folders.released / 'index.html'}")
    if summary.failed:
        typer.echo(
            f"失败 failed: {summary.failed}；详见 see {plan.folders.private / 'events.jsonl'}"
        )
        raise typer.Exit(WITHHELD if summary.withheld else SOME_FAILED)


@app.command()
def release(
    city: City,
    period: Period = None,
    audience: Reader = "public",
    correct: Annotated[
        str, typer.Option(help="更正已发布数字的原因 · Why figures released before change.")
    ] = "",
    out: Out = Path("outputs"),
    notebooks: NotebookFolder = Path("notebooks"),
) -> None:
    """发布一批报告：放行检查、记台账、移交 · Release the reports of a batch.

    \b
    退出码 · Exit code
    0    已发布 · released
    4    另一批在运行 · a batch is at work
    5    未放行 · withheld by the gate
    6    被拒 · refused
    """
    with refusals():
        from analysis.reports.lock import LockedError
        from analysis.reports.publication import publish
        from analysis.reports.withholding import WithheldError
        from analysis.tables.store import Store

        folder = find_city(city)
        chosen = period or Store(folder / "store").city().period
        try:
            made = publish(folder, notebooks, local_folder(out), chosen, audience, correct)
        except LockedError as error:
            say(error)
            raise typer.Exit(LOCKED) from None
        except WithheldError as error:
            typer.echo(f"未放行 · Withheld:\n{error}", err=True)
            raise typer.Exit(WITHHELD) from None
    typer.echo(f"{made.folder}")
    typer.echo(
        f"文件 files {made.files}，未公布的数 masked cells {made.masked}，"
        f"更正 corrected {made.corrected}"
    )


@app.command()
def quantities(
    city: City,
    period: Period = None,
    county: Annotated[
        str, typer.Option(help="县代码，city为全市 · A county's code; city: the whole.")
    ] = "city",
    audience: Reader = "public",
    lang: Language = "zh",
    question: Questions = None,
) -> None:
    """列出有名称的指标：数值、单位、来源表、筛选、保密 · List the named figures."""
    with refusals():
        from analysis.display.quantity_cards import printed
        from analysis.opening import open_report
        from analysis.tables.store import Store

        chosen = period or Store(find_city(city) / "store").city().period
        release = open_report(find_city(city), county, chosen, lang, audience)
        for line in printed(release, lang, listed(question)):
            typer.echo(line)


@app.command()
def workbooks(
    city: City,
    county: Counties = None,
    period: Period = None,
    lang: Language = "zh",
    out: Out = Path("outputs"),
) -> None:
    """导出各问题的Excel文件，如评价结果、公示、一企一单（内部） · Write Excel files (internal)."""
    with refusals():
        from analysis.reports.county_workbooks import write_workbooks
        from analysis.reports.lock import LockedError

        written = 0
        try:
            for file in write_workbooks(
                find_city(city), local_folder(out), listed(county), period, lang
            ):
                typer.echo(f"{file}")
                written += 1
        except LockedError as error:
            say(error)
            raise typer.Exit(LOCKED) from None
    if not written:
        typer.echo("没有可写的内容，未写文件 · There is nothing to write: no file was written.")


@app.command()
def status(
    out: Annotated[Path, typer.Argument(help="输出目录 · Folder of the reports.")] = Path(
        "outputs"
    ),
) -> None:
    """列出各批报告的状态 · Say how the runs below a folder ended."""
    with refusals():
        from analysis.reports.manifest import status_lines

        failed = False
        for line, bad in status_lines(out):
            typer.echo(line)
            failed |= bad
    if failed:
        raise typer.Exit(SOME_FAILED)


def _cores() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
