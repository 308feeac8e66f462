"""matplotlib's inline backend, where matplotlib was imported with another one before."""

from ipykernel.zmqshell import ZMQInteractiveShell

INLINE = "module://matplotlib_inline.backend_inline"


def draw_inline(shell: ZMQInteractiveShell) -> None:
    """Do what importing pyplot does in a kernel."""
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    activate_matplotlib(INLINE)
    configure_inline_support(shell, INLINE)
