"""Tab within the quotes of `city.table("…`: the names that there are, where IPython is at work."""

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import SimpleNamespace

    from IPython.core.interactiveshell import InteractiveShell

_BEGUN = re.compile(r"""(?s).*?(\w+)\.(\w+)\((?:[^()]*\b(\w+)\s*=)?\s*["'][\w-]*$""")
"""An object, its method, the argument where it is named, and the text that is begun."""


def offer_names() -> None:
    """Let IPython complete texts that methods of a city or an answer take; elsewhere do nothing.

    IPython itself offers files there. An object says what may stand in its arguments by a method
    `_argument_completions_(method, argument)`; the first argument may have no name, then None.
    """
    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython

        if (shell := get_ipython()) is not None:
            _listen(shell)


@cache
def _listen(shell: "InteractiveShell") -> None:
    shell.set_hook("complete_command", _names, re_key=_BEGUN.pattern)


def _names(shell: "InteractiveShell", event: "SimpleNamespace") -> list[str]:
    begun = _BEGUN.match(event.text_until_cursor)
    if begun is None:
        return []
    name, method, argument = begun.groups()
    found = getattr(shell.user_ns.get(name), "_argument_completions_", None)
    return [] if found is None else found(method, argument)
