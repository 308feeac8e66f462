"""Show a figure: drawn once, described in words, then closed."""

import base64
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def show(figure: "Figure", alt: str) -> None:
    """Display `figure` as one PNG that carries `alt`, the text for those who cannot see it.

    Jupyter's own display draws a figure three times and drops its description. A figure made
    by `matplotlib.figure.Figure` belongs to no window list, so there is nothing to close.
    """
    from IPython.display import display

    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    encoded = base64.b64encode(picture.getvalue()).decode("ascii")
    display(
        {"image/png": encoded, "text/plain": alt},
        raw=True,
        metadata={"image/png": {"alt": alt}},
    )
