"""Show a figure: drawn once, described in words, then closed."""

import base64
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COMPRESSION = 3  # of 9: a third less time than 6 for 8 % more bytes


def show(figure: "Figure", alt: str) -> None:
    """Display `figure` as one PNG that carries `alt`, the text for those who cannot see it.

    Jupyter's own display draws a figure three times and drops its description, `savefig` draws
    one with a layout twice. A figure made by `matplotlib.figure.Figure` belongs to no window
    list, so there is nothing to close.
    """
    from IPython.display import display

    encoded = base64.b64encode(_png(figure)).decode("ascii")
    display(
        {"image/png": encoded, "text/plain": alt},
        raw=True,
        metadata={"image/png": {"alt": alt}},
    )


def _png(figure: "Figure") -> bytes:
    """Return the figure drawn on an opaque ground."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", canvas.get_width_height(), pixels, "raw", "RGBA", 0, 1)
    file = io.BytesIO()
    image.convert("RGB").save(file, format="png", compress_level=_COMPRESSION)
    return file.getvalue()
