"""What a figure costs: layout engine, resolution, PNG or SVG, for every figure of one county.

    python bench/figures.py CITY [--lang zh] [--audience public] [--rounds 3]

The notebooks run in this process; each figure they show is kept and drawn anew in every way, the
ways in turn. Milliseconds of a processor, the least of the rounds, and the file's size.
"""

import argparse
import contextlib
import io
import os
import pickle
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, LayoutEngine, TightLayoutEngine

from analysis.display import show
from analysis.display.layout import Margins
from analysis.reports.plan import make_plan
from analysis.reports.process import use_one_thread
from analysis.results import prepare

Way = Callable[[Figure], bytes]


def figures(city: Path, notebooks: Path, lang: str, audience: str) -> list[tuple[str, bytes]]:
    """Notebook and pickled figure of all that one county's notebooks show."""
    plan = make_plan(city, notebooks, Path("outputs"), lang=lang, audience=audience)
    tables = str(prepare(plan.data, plan.period, audience))  # type: ignore[arg-type]
    shutil.rmtree(Path(tables) / "city" / "drawn", ignore_errors=True)  # drawn once a city
    shell, found = InteractiveShell.instance(), []
    png = show.__globals__["_png"]
    for run in plan.runs:
        if run.county != plan.runs[0].county:
            break

        def keep(figure: Figure, name: str = run.notebook.stem[:2]) -> bytes:
            found.append((name, pickle.dumps(figure)))
            return bytes(png(figure))

        show.__globals__["_png"] = keep
        with contextlib.chdir(run.notebook.parent), contextlib.redirect_stdout(io.StringIO()):
            for cell in nbformat.read(run.notebook, as_version=4).cells:
                if cell.cell_type == "code":
                    shell.run_cell(cell.source).raise_error()
                    if "parameters" in cell.metadata.get("tags", []):
                        shell.push({**run.parameters, "data": tables})
    show.__globals__["_png"] = png
    return found


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
    kept = figures(chosen.city, chosen.notebooks, chosen.lang, chosen.audience)
    print("| figure | " + " | ".join(f"{way} ms | kB" for way in WAYS) + " |")
    print("|---|" + "---|---|" * len(WAYS))
    total = dict.fromkeys(WAYS, (0.0, 0.0))
    for number, (notebook, pickled) in enumerate(kept, start=1):
        best: dict[str, tuple[float, float]] = {}
        for _ in range(chosen.rounds):
            for way, draw in WAYS.items():
                figure = pickle.loads(pickled)
                start = time.process_time()
                size = len(draw(figure)) / 1e3
                taken = (time.process_time() - start) * 1e3
                best[way] = min(best.get(way, (taken, size)), (taken, size))
        total = {way: (total[way][0] + ms, total[way][1] + kb) for way, (ms, kb) in best.items()}
        print(f"| {notebook}.{number} | {_cells(best)} |", flush=True)
    print(f"| all | {_cells(total)} |")
    print(f"load {os.getloadavg()[0]:.1f}")
    ours = total["margins"]
    print(
        f"RESULT figures={len(kept)} margins_ms={ours[0]:.0f} margins_kb={ours[1]:.0f}"
        f" savefig_over_ours={total['savefig'][0] / ours[0]:.2f}"
        f" svg_over_ours={total['svg'][0] / ours[0]:.2f}"
        f" svg_bytes_over_ours={total['svg'][1] / ours[1]:.2f}"
    )


def _cells(found: dict[str, tuple[float, float]]) -> str:
    return " | ".join(f"{ms:.0f} | {kb:.0f}" for ms, kb in found.values())


if __name__ == "__main__":
    main()
