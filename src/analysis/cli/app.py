"""The program to which the commands belong."""

import io
import os
import sys

import typer

from analysis.cli.refusals import REFUSED, say
from analysis.errors import DataError

NO_UTF_8 = DataError(
    "文件名不能按UTF-8读取，请设置环境变量PYTHONUTF8=1后再运行",
    "names of files are not read as UTF-8; set PYTHONUTF8=1 and run again",
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="县域产业分析 · Analysis of a city's counties and industries.",
)


@app.callback()
def _prepare() -> None:
    os.umask(
        0o077
    )  # what a command writes is for who runs it; only `release` opens files to others
    if sys.getfilesystemencoding() != "utf-8":
        say(NO_UTF_8)
        raise typer.Exit(REFUSED)
    # A GBK or cp1252 console lacks rare surnames and emoji of raw files: \U0002cb2d, no traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
