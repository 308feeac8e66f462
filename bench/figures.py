"""What a figure costs: layout engine, resolution, PNG or SVG, for every figure of one county.

    python bench/figures.py CITY [--lang zh] [--audience public] [--rounds 3]

The notebooks run in this process; each figure they show is kept and drawn anew in every way, the
ways in turn. Milliseconds of a processor, the least of the rounds, and the file's size; `made` is
what its cell took up to it, tables included. At last, what a start and what seaborn cost to import.
"""

import argparse
import contextlib
import io
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("agg")

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, LayoutEngine, TightLayoutEngine

from analysis.display import show
from analysis.display.margins import Margins
from analysis.reports.plan import make_plan
from analysis.reports.process import use_one_thread

Way = Callable[[Figure], bytes]
STARTS = ("analysis.display", "seaborn")
"""What a start imports, and what the first figure that needs it does."""


@dataclass
class Shown:
    """A figure of a notebook: how long its cell took up to it, and what it is."""

    notebook: str
    made_ms: float
    pickled: bytes


def figures(city: Path, notebooks: Path, lang: str, audience: str, rounds: int) -> list[Shown]:
    """All that one county's notebooks show, made in the least time of the rounds."""
    plan = make_plan(city, notebooks, Path("outputs"), lang=lang, audience=audience)
    mine = [run for run in plan.runs if run.county == plan.runs[0].county]
    every = [_round(plan.data, mine) for _ in range(rounds + 1)][1:]  # the first one answers
    return [min(ways, key=lambda shown: shown.made_ms) for ways in zip(*every, strict=True)]


def _round(store: Path, runs: Sequence[Any]) -> list[Shown]:
    """Run the notebooks once, with nothing kept from before that is drawn once a city."""
    for drawn in store.glob("**/drawn"):
        shutil.rmtree(drawn)
    shell, found = InteractiveShell.instance(), []
    png, since = show.__globals__["_png"], 0.0
    for run in runs:

        def keep(figure: Figure, name: str = run.notebook.stem[:2]) -> bytes:
            nonlocal since
            made = (time.process_time() - since) * 1e3
            found.append(Shown(name, made, pickle.dumps(figure)))
            image = bytes(png(figure))
            since = time.process_time()
            return image

        show.__globals__["_png"] = keep
        with contextlib.chdir(run.notebook.parent), contextlib.redirect_stdout(io.StringIO()):
            for cell in nbformat.read(run.notebook, as_version=4).cells:
                since = time.process_time()
                if cell.cell_type == "code":
                    shell.run_cell(cell.source).raise_error()
                    if "parameters" in cell.metadata.get("tags", []):
                        shell.push({**run.parameters, "data": str(store)})
    show.__globals__["_png"] = png
    return found


def start_ms(module: str, rounds: int) -> float:
    """Milliseconds of a processor that a new process needs to import a module, the least."""
    code = f"import time; since = time.process_time(); import {module}; "
    code += "print(time.process_time() - since)"
    command = [sys.executable, "-c", code]
    return min(1e3 * float(subprocess.check_output(command)) for _ in range(rounds))


def laid_out(engine: Callable[[], LayoutEngine] | None, dpi: float | None = None) -> Way:
    """Our drawing with a layout engine, or none, and another resolution."""

    def draw(figure: Figure) -> bytes:
        if not _has_bar(figure):
            figure.set_layout_engine(engine() if engine else None)
        if dpi:
            figure.set_dpi(dpi)
        return bytes(show.__globals__["_png"](figure))

    return draw


def saved(kind: str, engine: Callable[[], LayoutEngine]) -> Way:
    """matplotlib's own `savefig`."""

    def draw(figure: Figure) -> bytes:
        if not _has_bar(figure):
            figure.set_layout_engine(engine())
        file = io.BytesIO()
        figure.savefig(file, format=kind)
        return file.getvalue()

    return draw


def _has_bar(figure: Figure) -> bool:
    """A colour bar binds a figure to the engine it was made with."""
    return any(axes.get_subplotspec() is None for axes in figure.axes)


WAYS = {
    "savefig": saved("png", ConstrainedLayoutEngine),
    "constrained": laid_out(ConstrainedLayoutEngine),
    "tight": laid_out(TightLayoutEngine),
    "margins": laid_out(Margins),
    "none": laid_out(None),
    "220 dpi": laid_out(Margins, 220),
    "svg": saved("svg", Margins),
}


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("--notebooks", type=Path, default=Path("notebooks"))
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--audience", default="public")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    use_one_thread()
    kept = figures(chosen.city, chosen.notebooks, chosen.lang, chosen.audience, chosen.rounds)
    print("| figure | made ms | " + " | ".join(f"{way} ms | kB" for way in WAYS) + " |")
    print("|---|---|" + "---|---|" * len(WAYS))
    total = dict.fromkeys(WAYS, (0.0, 0.0))
    for number, shown in enumerate(kept, start=1):
        best: dict[str, tuple[float, float]] = {}
        for _ in range(chosen.rounds):
            for way, draw in WAYS.items():
                figure = pickle.loads(shown.pickled)
                start = time.process_time()
                size = len(draw(figure)) / 1e3
                taken = (time.process_time() - start) * 1e3
                best[way] = min(best.get(way, (taken, size)), (taken, size))
        total = {way: (total[way][0] + ms, total[way][1] + kb) for way, (ms, kb) in best.items()}
        name = f"{shown.notebook}.{number} | {shown.made_ms:.0f}"
        print(f"| {name} | {_cells(best)} |", flush=True)
    made = sum(shown.made_ms for shown in kept)
    print(f"| all | {made:.0f} | {_cells(total)} |")
    print(f"load {os.getloadavg()[0]:.1f}")
    ours = total["margins"]
    print(
        f"RESULT figures={len(kept)} made_ms={made:.0f}"
        f" margins_ms={ours[0]:.0f} margins_kb={ours[1]:.0f}"
        f" savefig_over_ours={total['savefig'][0] / ours[0]:.2f}"
        f" svg_over_ours={total['svg'][0] / ours[0]:.2f}"
        f" svg_bytes_over_ours={total['svg'][1] / ours[1]:.2f}"
        + "".join(f" {m.rpartition('.')[2]}_ms={start_ms(m, chosen.rounds):.0f}" for m in STARTS)
    )


def _cells(found: dict[str, tuple[float, float]]) -> str:
    return " | ".join(f"{ms:.0f} | {kb:.0f}" for ms, kb in found.values())


if __name__ == "__main__":
    main()
