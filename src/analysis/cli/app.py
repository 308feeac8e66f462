"""The program to which the commands belong."""

import io
import sys

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="县域产业分析 · Analysis of a city's counties and industries.",
)


@app.callback()
def _escape_what_the_console_lacks() -> None:
    # A GBK or cp1252 console lacks rare surnames and emoji of raw files: \U0002cb2d, no traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
