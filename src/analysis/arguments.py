"""What the commands take: their common arguments, and the folders these mean."""

import re
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.choices import Audience, Lang
from analysis.errors import DataError

Engine = Literal["warm", "stock"]
"""How notebooks are executed."""

City = Annotated[
    str, typer.Argument(help="data/下的城市目录名，或一个目录 · A folder of data/, or a path.")
]
Counties = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE[,CODE…]",
        help="县代码，可多个，city为全市 · County codes; city: the whole territory.",
    ),
]
Period = Annotated[
    str | None, typer.Option(help="累计期末月 · Last month, YYYY-MM; the city's by default.")
]
Language = Annotated[Lang, typer.Option(help="语言 · Language.")]
Reader = Annotated[Audience, typer.Option(help="读者 · Audience.")]
Out = Annotated[Path, typer.Option(help="输出目录 · Folder of the reports.")]
Notebooks = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME[,NAME…]", help="笔记本名开头，可多个 · Beginnings of notebooks' names."
    ),
]
Questions = Annotated[
    list[str] | None,
    typer.Option(
        "--question", metavar="NAME[,NAME…]", help="只列这些问题 · These questions only: board."
    ),
]
NotebookFolder = Annotated[Path, typer.Option(help="笔记本目录 · Folder of the notebooks.")]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        "-p",
        metavar="NAME=VALUE[,VALUE…]",
        help="笔记本的其他参数，多个值各成一份 · Of the notebook; each value gives a report.",
    ),
]
Jobs = Annotated[int | None, typer.Option(min=1, help="并行数 · Processes; one a core by default.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="全部重做 · Redo what has not changed too.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只列计划 · Print the plan and stop.")]
HowToExecute = Annotated[
    Engine | None, typer.Option(help="warm=预热进程(Linux)，stock=标准内核 · How to execute.")
]
TimeLimit = Annotated[
    float, typer.Option(min=1, help="每份报告秒数上限 · Seconds a report may take.")
]
MemoryLimit = Annotated[
    int, typer.Option(min=64, help="每份报告内存上限MiB · MiB a report may hold.")
]
Scheduler = Annotated[
    str | None, typer.Option(help="Dask调度器 · Address of a cluster, tcp://host:port.")
]
Wait = Annotated[
    float,
    typer.Option(
        min=0, help="无工作进程时最多等待秒数 · Seconds a cluster may be without workers."
    ),
]
SharedStorage = Annotated[
    str | None,
    typer.Option(help="共享存储 · Where finished reports go too, an fsspec URL: s3://…"),
]


def listed(values: list[str] | None) -> list[str]:
    """Return what `--county A,B` and `--county A --county B` alike give."""
    given = (name.strip() for each in values or () for name in re.split("[,，]", each))
    return [name for name in given if name]


def local_folder(out: Path) -> Path:
    """Return the folder; raises DataError if it is an address, which a path would distort."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", out.as_posix()):
        raise DataError(
            f"--out是本机目录，地址请用--storage：{out}",
            f"--out is a folder of this machine; give an address to --storage: {out}",
        )
    return out
