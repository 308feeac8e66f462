"""What a notebook is asked beside county, period, language and audience.

A value that the notebook has by itself is no value: the report is the same, and so are its name
and its key. What is left names the report: `indicator=electricity`, several joined by commas.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from urllib.parse import quote, unquote

from analysis.errors import DataError
from analysis.reports.notebook import Notebook
from analysis.tables.registry import parameters as choices

Value = str | int | float | bool

OF_THE_BATCH = ("county", "period", "lang", "audience", "data")
"""Parameters that the batch sets, from options of their own."""


def read_parameters(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the values asked for by name, from texts `NAME=VALUE[,VALUE…]`.

    Raises
    ------
    DataError
        If a text is none, or names what the batch sets itself.
    """
    asked: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, equals, values = text.partition("=")
        if not equals or not name.isidentifier():
            raise DataError(
                f"--parameter应写成“名=值”：{text!r}",
                f"--parameter is written NAME=VALUE[,VALUE…], not {text!r}",
            )
        if name in OF_THE_BATCH:
            raise DataError(
                f"参数“{name}”由批处理设定，不用--parameter（见--county、--period等选项）",
                f"parameter {name!r} is set by the batch (see --county, --period, …)",
            )
        asked[name] = (*asked.get(name, ()), *values.split(","))
    return asked


def combinations(notebook: Notebook, asked: Mapping[str, Sequence[str]]) -> list[dict[str, Value]]:
    """Return every combination of the values asked for, as the notebook takes them, each once.

    Raises
    ------
    DataError
        If the notebook takes no parameter of that name, or no such value.
    """
    values = [[_value(notebook, name, text) for text in asked[name]] for name in sorted(asked)]
    found = []
    for combination in product(*values):
        named = zip(sorted(asked), combination, strict=True)
        own = notebook.defaults
        changed = {n: v for n, v in named if n not in own or own[n] != v}
        if changed not in found:
            found.append(changed)
    return found


def written(parameters: Mapping[str, Value]) -> str:
    """Return parameters as one text without spaces: `indicator=electricity,top=3`."""
    return ",".join(f"{name}={quote(_text(parameters[name]), '')}" for name in sorted(parameters))


def described(text: str, lang: str) -> str:
    """Return the parameters that `written` gave, in words where there are any."""
    said = []
    for pair in filter(None, text.split(",")):
        name, _, value = pair.partition("=")
        words = choices().get(name, {}).get(unquote(value))
        said.append(words[0 if lang == "zh" else 1] if words else unquote(pair))
    return ("，" if lang == "zh" else ", ").join(said)


def _value(notebook: Notebook, name: str, text: str) -> Value:
    known = [parameter for parameter in notebook.parameters if parameter not in OF_THE_BATCH]
    if name not in known:
        listed = ", ".join(known) or "–"
        raise DataError(
            f"笔记本{notebook.path.name}没有参数“{name}”，可用：{listed}（用--notebook选择笔记本）",
            f"{notebook.path.name} has no parameter {name!r}; it has: {listed} "
            "(choose notebooks with --notebook)",
        )
    declared = notebook.parameters[name]
    try:
        value = _READ[declared](text)
    except (KeyError, ValueError):
        said = _SAID.get(declared, declared or "–")
        raise DataError(
            f"笔记本{notebook.path.name}的参数“{name}”应为{said}，得到{text!r}",
            f"{notebook.path.name}: parameter {name!r} is {said}, not {text!r}",
        ) from None
    allowed = choices().get(name)
    if allowed is not None and value not in allowed:
        listed = ", ".join(allowed)
        raise DataError(
            f"参数“{name}”没有值“{text}”，可用：{listed}",
            f"parameter {name!r} has no value {text!r}; one of {listed}",
        )
    return value


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


_READ: Mapping[str, Callable[[str], Value]] = {
    "str": str,
    "int": int,
    "float": _finite,
    "bool": _truth,
}
_SAID = {"bool": "bool (true, false)"}


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
