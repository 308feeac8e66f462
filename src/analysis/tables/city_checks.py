"""What the parts of city.yaml say of each other: tables, columns, counties, units, rule files."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from analysis.tables import table
from analysis.tables.city_faults import OPEN, sentence
from analysis.tables.indicator import LEVEL
from analysis.tables.registry import broken, figures, indicators, questions
from analysis.tables.territory import WHOLE
from analysis.tables.units import RAW_UNITS, SEPARATORS, UNITS, raw_unit

if TYPE_CHECKING:
    from analysis.tables.city import City, Feed
    from analysis.tables.indicator import Indicator
    from analysis.tables.target import Target

NUMBER = re.compile(r"(?<=\.)\d+(?=\.)")


def contradictions(city: "City") -> list[tuple[str, str]]:
    """Return what does not fit in city.yaml, in Chinese and English."""
    codes = [c.code for c in city.counties]
    faults: list[tuple[str, str]] = [
        (f"县代码{code}重复", f"county {code} stands twice")
        for code, times in sorted(Counter(code.upper() for code in codes).items())
        if times > 1
    ]
    if WHOLE in {code.casefold() for code in codes}:
        faults.append(
            (f"县代码不能是“{WHOLE}”，那是全市", f"no county's code is {WHOLE!r}: it is the whole")
        )
    faults += _still_open(city)
    names = {
        **{"name": city.name, "whole": city.whole, "parts": city.parts, "source": city.source},
        **{f"counties.{number}.name": c.name for number, c in enumerate(city.counties, 1)},
    }
    faults += [
        (f"“{path}”不能为空", f"{path!r} must not be empty")
        for path, name in names.items()
        if not (name.zh.strip() and name.en.strip())
    ]
    places = {WHOLE, *codes}
    for feed in city.feeds:
        columns = table(feed.table).columns
        unknown = {*feed.headers.values(), *feed.constants} - {OPEN, *columns}
        for name in sorted(unknown):
            near = difflib.get_close_matches(name, list(columns), n=1, cutoff=0.0)[0]
            faults.append(
                (
                    f"表{feed.table}没有列“{name}”，最接近的是“{near}”",
                    f"table {feed.table} has no column {name!r}, the nearest one is {near!r}",
                )
            )
        faults += _feed(feed)
        if feed.county and ("county_code" not in columns or "county_code" in feed.constants):
            faults.append(
                (
                    f"表{feed.table}不需要county：没有county_code列，或constants已给出",
                    f"table {feed.table} needs no county: it has no county_code, or constants do",
                )
            )
    if city.measure.column not in table(city.measure.table).columns:
        faults.append(
            (
                f"表{city.measure.table}没有列“{city.measure.column}”",
                f"table {city.measure.table} has no column {city.measure.column!r}",
            )
        )
    if city.measure.unit not in {None, *UNITS}:
        listed = ", ".join(UNITS)
        faults.append(
            (
                f"measure.unit不能是“{city.measure.unit}”，可用：{listed}",
                f"measure.unit cannot be {city.measure.unit!r}; one of {listed}",
            )
        )
    for target in city.targets:
        if target.county not in places:
            faults.append(
                (
                    f"目标中的县代码{target.county}不存在",
                    f"target for unknown county {target.county}",
                )
            )
        faults += _indicator(target, city)
        if target.kind == "level" and target.unit.strip().casefold() not in RAW_UNITS:
            faults.append(
                (
                    f"目标的单位“{target.unit}”未知：{target.indicator} {target.county}",
                    f"unknown unit {target.unit!r} of the target {target.indicator} "
                    f"{target.county}",
                )
            )
    return faults + _settings(city)


def _feed(feed: "Feed") -> Iterator[tuple[str, str]]:
    """What a feed says of its files, its unit and its headings that cannot be."""
    path = PurePosixPath(feed.files)
    steps = path.parts
    if (
        not steps
        or path.is_absolute()
        or ".." in steps
        or "\\" in feed.files
        or any("**" in step and step != "**" for step in steps)
    ):
        yield (
            f"files不能是“{feed.files}”，应为raw/之下的文件名，以/分隔，如 2022/产值*.xlsx",
            f"files cannot be {feed.files!r}: a name under raw/, with /, such as 2022/output*.xlsx",
        )
    for unit in SEPARATORS.split(feed.unit) if feed.unit is not None else ():
        if unit.strip().casefold() not in RAW_UNITS:
            yield (
                f"“{feed.files}”的单位“{unit}”未知",
                f"unknown unit {unit!r} of {feed.files!r}",
            )
    for heading in sorted({*feed.headers} & {*feed.skip}):
        yield (
            f"“{feed.files}”的标题“{heading}”同时写在headers和skip中",
            f"the heading {heading!r} of {feed.files!r} stands under headers and under skip",
        )


def _still_open(city: "City") -> Iterator[tuple[str, str]]:
    """What is still to be answered; the same of many feeds or counties is said once."""
    alike: dict[str, list[str]] = {}
    for path in _open(city.model_dump()):
        alike.setdefault(NUMBER.sub("", path), []).append(path)
    for first, *more in alike.values():
        times = (f"（同样的还有{len(more)}处）", f" ({len(more)} more alike)") if more else ("", "")
        yield f"“{first}”还未填写{times[0]}", f"{first!r} is still open{times[1]}"


def _open(said: Any, path: str = "") -> Iterator[str]:
    """Where an answer is still open, as drafts leave it; items are counted from 1."""
    if said == OPEN:
        yield path
    parts = dict(enumerate(said, 1)) if isinstance(said, list | tuple) else said
    for name, part in parts.items() if isinstance(parts, dict) else ():
        yield from _open(part, f"{path}.{name}".lstrip("."))


def _indicator(target: "Target", city: "City") -> list[tuple[str, str]]:
    """What no question knows as an indicator, or not in this kind."""
    known = indicators()
    if target.indicator not in known:
        if broken():  # it may be of a question whose fault is said elsewhere
            return []
        near = ", ".join(difflib.get_close_matches(target.indicator, known, n=5, cutoff=0.0))
        return [
            (
                f"目标的指标不能是“{target.indicator}”，相近的有：{near}",
                f"target: indicator cannot be {target.indicator!r}; near to it: {near}",
            )
        ]
    indicator = known[target.indicator]
    if target.kind in indicator.kinds:
        return _figure(target, indicator, city)
    allowed = ", ".join(indicator.kinds)
    return [
        (
            f"{indicator.zh}的目标只能是{allowed}：{target.county} {target.year}",
            f"a target of {indicator.en} can only be {allowed}: {target.county} {target.year}",
        )
    ]


def _figure(target: "Target", indicator: "Indicator", city: "City") -> list[tuple[str, str]]:
    """A target in a unit that is not its figure's, or of another list (市口径、省口径)."""
    counted = indicator.figures.get(target.kind)
    if counted is None:
        return []
    figure = figures()[counted.done][1]
    scope, faults = figure.where.get("scope", ""), []
    if target.scope and scope != target.scope:
        faults.append(
            (
                f"{indicator.zh}的目标口径为“{target.scope}”，指标口径为“{scope}”",
                f"the target of {indicator.en} is of the scope {target.scope!r}, the figure of "
                f"{scope!r}",
            )
        )
    if figure.measured and city.measure.column not in table(city.measure.table).columns:
        return faults  # what is measured has no unit, which is said elsewhere
    unit = city.unit_of(figure)
    stated = raw_unit(target.unit, unit) if unit else None
    if (
        target.kind == LEVEL
        and stated
        and unit
        and UNITS[stated].dimension != UNITS[unit].dimension
    ):
        faults.append(
            (
                f"{indicator.zh}的目标单位为“{target.unit}”，指标单位为“{UNITS[unit].zh}”",
                f"the target of {indicator.en} is in {target.unit!r}, the figure in "
                f"{UNITS[unit].en!r}",
            )
        )
    return faults


def _settings(city: "City") -> list[tuple[str, str]]:
    """What stands under `questions` and no question knows."""
    faults = []
    for name, said in city.questions.items():
        if name in broken():
            continue  # its fault is said elsewhere
        if name not in questions():
            near = difflib.get_close_matches(name, list(questions()), n=1, cutoff=0.0)[0]
            faults.append(
                (
                    f"“questions.{name}”：没有这个问题，最接近的是“{near}”",
                    f"'questions.{name}': no such question, the nearest one is {near!r}",
                )
            )
            continue
        try:
            settings = questions()[name].settings_of(city, name)
        except ValidationError as errors:
            known = list(questions()[name].settings.model_fields)
            faults += [
                sentence({**e, "loc": ("questions", name, *e["loc"])}, {"questions": said}, known)
                for e in errors.errors()
            ]
            continue
        faults += [
            (
                f"“questions.{name}”：data/reference/{rules.place}/中没有“{file.stem}”，"
                f"可用：{'、'.join(_known(file))}",
                f"'questions.{name}': data/reference/{rules.place}/ has no {file.stem!r}; "
                f"one of {', '.join(_known(file))}",
            )
            for rules in questions()[name].rules
            if rules.chosen is not None
            for file in dict.fromkeys(rules.files(settings, city.period))
            if not file.is_file()
        ]
    return faults


def _known(file: Path) -> list[str]:
    """The rule files beside one that is not there."""
    return sorted(other.stem for other in file.parent.glob(f"*{file.suffix}"))
