"""How a command ends that cannot do what it is asked."""

import contextlib
import sys
from collections.abc import Iterator

import typer

from analysis.errors import DataError

FAULTS, SOME_FAILED, LOCKED, WITHHELD, REFUSED, NO_WORKERS = 2, 3, 4, 5, 6, 7
INTERRUPTED, BROKEN_PIPE = 130, 141


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Show a fault of the data as two sentences, without a traceback."""
    try:
        yield
    except DataError as error:
        say(error)
        raise typer.Exit(REFUSED) from None
    except BrokenPipeError:  # who reads the output has read enough
        sys.stdout = None  # not to be flushed at the end
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        typer.echo(f"文件错误 · File error: {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("已中断，可再次运行以继续 · Interrupted; run again to go on.", err=True)
        raise typer.Exit(INTERRUPTED) from None


def say(error: DataError) -> None:
    """Show an error in both languages."""
    typer.echo(f"{error.zh}\n{error.en}", err=True)
