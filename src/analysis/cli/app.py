"""The program to which the commands belong."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="县域产业分析 · Analysis of a city's counties and industries.",
)
