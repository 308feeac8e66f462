"""The same scheme with one choice made otherwise, one at a time."""

from collections.abc import Callable, Iterator
from functools import partial

from analysis.scoring.benchmark_rules import Benchmark, Key
from analysis.scoring.class_rules import Quota, TwoStage
from analysis.scoring.normalisation_rules import Ratio
from analysis.scoring.scheme import Group, Indicator, Missing, MissingRule, Scheme

#: Caps tried where a scheme has none, in multiples of the weight.
CAP = 1.5
BENCHMARKS: dict[str, tuple[Key, ...]] = {
    "county": ("county_code",),
    "sector": ("industry_code",),
    "city": (),
}
MISSING: tuple[MissingRule, ...] = ("zero", "mean_score", "redistribute")


def variants(scheme: Scheme) -> Iterator[tuple[str, str, Scheme]]:
    """Variant, detail and scheme.

    ``without`` <indicator>: left out, its weight spread over the others in proportion.
    ``cap`` on (``CAP``) or off. ``benchmark`` county, sector, city: the ratio of sums of those
    enterprises in place of the scheme's. ``missing`` zero, mean_score, redistribute.
    What the scheme does already is left out.
    """
    for name in scheme.indicator_names():
        groups = tuple(_without(group, name) for group in scheme.groups)
        if groups != scheme.groups:
            yield "without", name, _with_groups(scheme, groups)
    capped = any(
        isinstance(i.normalisation, Ratio) and i.normalisation.cap for i in _indicators(scheme)
    )
    changes: list[tuple[str, str, Callable[[Indicator], Indicator]]] = [
        ("cap", "off" if capped else "on", partial(_cap, cap=None if capped else CAP)),
        *(("benchmark", name, partial(_benchmark, over=over)) for name, over in BENCHMARKS.items()),
        *(("missing", rule, partial(_missing, rule=rule)) for rule in MISSING),
    ]
    for variant, detail, change in changes:
        groups = tuple(
            group.model_copy(update={"indicators": tuple(change(i) for i in group.indicators)})
            for group in scheme.groups
        )
        if groups != scheme.groups:
            yield variant, detail, _with_groups(scheme, groups)


def _indicators(scheme: Scheme) -> list[Indicator]:
    return [indicator for group in scheme.groups for indicator in group.indicators]


def _with_groups(scheme: Scheme, groups: tuple[Group, ...]) -> Scheme:
    return scheme.model_copy(update={"groups": groups})


def _without(group: Group, name: str) -> Group:
    """The group without one indicator, also among its ties.

    A group keeps an indicator that is its only one, or that a stage of its classes needs.
    """
    kept = [indicator for indicator in group.indicators if indicator.name != name]
    if not kept or len(kept) == len(group.indicators):
        return group
    rule = group.classes
    if isinstance(rule, TwoStage) and name in (rule.upper.by, rule.lower.by):
        return group
    if isinstance(rule, Quota):
        by = tuple(key for key in rule.ties.by if key != name)
        rule = rule.model_copy(update={"ties": rule.ties.model_copy(update={"by": by})})
    left = sum(indicator.weight for indicator in kept)
    scaled = tuple(i.model_copy(update={"weight": 100 * i.weight / left}) for i in kept)
    return group.model_copy(update={"indicators": scaled, "classes": rule})


def _cap(indicator: Indicator, cap: float | None) -> Indicator:
    if not isinstance(indicator.normalisation, Ratio):
        return indicator
    capped = indicator.normalisation.model_copy(update={"cap": cap})
    update: dict[str, object] = {"normalisation": capped}
    if cap is None and indicator.zero_denominator == "best":
        update["zero_denominator"] = "missing"
    return indicator.model_copy(update=update)


def _benchmark(indicator: Indicator, over: tuple[Key, ...]) -> Indicator:
    if indicator.benchmark is None:
        return indicator
    benchmark = Benchmark(statistic="ratio_of_sums", over=over)
    return indicator.model_copy(update={"benchmark": benchmark})


def _missing(indicator: Indicator, rule: MissingRule) -> Indicator:
    if indicator.missing.rule in (rule, "exclude"):
        return indicator
    return indicator.model_copy(update={"missing": Missing(rule=rule)})
