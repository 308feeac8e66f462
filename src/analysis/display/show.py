"""Show a figure or a table: drawn once, described in words, then closed."""

import base64
import io
from typing import TYPE_CHECKING

from analysis.display.drawn import Drawn, Shown
from analysis.errors import DataError

if TYPE_CHECKING:
    from great_tables import GT
    from matplotlib.figure import Figure

WORDS = "Words"
"""The text of a PNG that holds the words drawn in it."""
_COLOURS = 128
"""Of an image: no eye tells them from all, at a third of the bytes and less time."""
_COMPRESSION = 3  # of 9: a third less time than 6 for 8 % more bytes


def show(shown: "Shown | None", alt: str = "") -> None:
    """Display a figure as one PNG that carries `alt`, or a table.

    `alt` is the text for those who cannot see it; a table needs none. Jupyter's own display draws
    a figure three times and drops its description, `savefig` draws one with a layout twice. A
    figure made by `matplotlib.figure.Figure` belongs to no window list, so there is nothing to
    close.

    Raises
    ------
    DataError
        If there is nothing to show, as a form returns None without rows, or it is neither a figure
        nor a table of `publication_table`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> show(Figure(), alt="an empty sheet")  # doctest: +ELLIPSIS
    {'image/png': '...', 'text/plain': 'an empty sheet'}
    """
    from IPython.display import display

    if shown is None:
        raise DataError("没有可显示的：没有行，没有图", "nothing to show: no rows, no figure")
    data = shown.data if isinstance(shown, Drawn) else encoded(shown).data
    described = {"image/png": {"alt": alt}} if "image/png" in data else {}
    display({**data, "text/plain": alt}, raw=True, metadata=described)


def encoded(made: "Figure | GT", *, phone: bool = False) -> Drawn:
    """Return a figure or a table by MIME type, as a notebook keeps it.

    `phone`: whether the figure is laid out anew for a phone, too, if it can be, and is left so.
    """
    from great_tables import GT

    if isinstance(made, GT):
        return Drawn({"text/html": made.as_raw_html()})
    from matplotlib.figure import Figure

    if not isinstance(made, Figure):
        raise DataError(
            f"show显示图或publication_table，得到{type(made).__name__}；DataFrame写在格末即可",
            f"show takes a figure or a publication_table, not {type(made).__name__}; a DataFrame "
            "shows itself at the end of a cell",
        )
    data = {"image/png": _base64(made)}
    if not phone:
        return Drawn(data)
    from analysis.display.narrow import narrowed

    narrow = narrowed(made)
    return Drawn(data, "" if narrow is None else _base64(narrow))


def _base64(figure: "Figure") -> str:
    return base64.b64encode(_png(figure)).decode("ascii")


def _png(figure: "Figure") -> bytes:
    """Return the figure drawn on an opaque ground, with the words drawn in it as text.

    What is only pixels nobody can search: the gate reads the words.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels, "raw", "RGBA", 0, 1)
    words = dict.fromkeys(text.get_text() for text in figure.findobj(Text) if text.get_visible())
    told = PngInfo()
    told.add_itxt(WORDS, "\n".join(filter(None, words)), zip=True)
    file = io.BytesIO()
    few = image.convert("RGB").quantize(
        _COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few.save(file, format="png", compress_level=_COMPRESSION, pnginfo=told)
    return file.getvalue()
