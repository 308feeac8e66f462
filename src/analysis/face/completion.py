"""Tab within the quotes of `city.table("…`: the names that there are, where IPython is at work."""

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

if TYPE_CHECKING:
    from types import SimpleNamespace

    from IPython.core.interactiveshell import InteractiveShell

_BEGUN = re.compile(
    r"""(?s).*?(?<![\w.)\]])(?:([\w.]+)\.)?(\w+)\("""
    r"""(?:(?:[^()]|\([^()]*\))*\b(\w+)\s*=)?\s*["'][\w-]*$"""
)
"""An object, its method, or a function; the argument where it is named; the text that is begun."""


def offer_names() -> None:
    """Let IPython complete texts that functions and methods here take; elsewhere do nothing.

    IPython itself offers files there. An object says what may stand in its arguments by a method
    `_argument_completions_(method, argument)`; the first argument may have no name, then None. A
    function of this package says so by its annotations: `Literal["…"]`, or `Annotated` with a
    function that lists the names.
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
    owner, function, argument = begun.groups()
    held = _named(shell.user_ns, owner) if owner else None
    if told := getattr(held, "_argument_completions_", None):
        return told(function, argument) or _choices(getattr(held, function, None), argument)
    return _choices(_named(shell.user_ns, f"{owner}.{function}" if owner else function), argument)


def _named(names: Mapping[str, Any], dotted: str) -> Any:
    """What has a name, within modules of this package if it is dotted; None where nothing has."""
    first, *rest = dotted.split(".")
    found = names.get(first)
    for name in rest:
        found = getattr(found, name, None) if inspect.ismodule(found) and _ours(found) else None
    return found


def _ours(found: Any) -> bool:
    """Whether it is of this package: what others made is not looked into."""
    name = found.__name__ if inspect.ismodule(found) else getattr(found, "__module__", "")
    return str(name).partition(".")[0] == "analysis"


def _choices(function: Any, argument: str | None) -> list[str]:
    """The texts that an argument of a function here may be; of the first one if it has no name."""
    if not (inspect.isroutine(function) and _ours(function)):
        return []
    taken = inspect.signature(function).parameters
    name = next(iter(taken), "") if argument is None else argument
    return [*_texts(taken[name].annotation)] if name in taken else []


def _texts(annotation: Any) -> Iterator[str]:
    """The texts of an annotation's literals, and those that its functions list."""
    for part in get_args(annotation):
        if get_origin(annotation) is not Literal:
            yield from _texts(part)
        elif isinstance(part, str):
            yield part
    for listed in getattr(annotation, "__metadata__", ()):
        yield from listed()
