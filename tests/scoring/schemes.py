"""Small schemes for tests, written as the YAML of a place."""

from pathlib import Path

from analysis.scoring import Scheme, load_scheme

TAX_PER_MU = """
      - name: tax_per_mu
        title: {zh: 亩均税收, en: Tax per mu}
        unit: {zh: 万元/亩, en: 10k CNY per mu}
        numerator: tax_10k_cny
        denominator: land_mu
        weight: 100
        normalisation: {family: ratio}
        benchmark: {statistic: fixed, value: 100}
"""
QUOTAS = """
      method: quota
      over: [county_code]
      shares:
        - {name: A, percent: 20}
        - {name: B, percent: 40}
        - {name: C, percent: 35}
        - {name: D, percent: 5}
"""


def text(indicators: str = TAX_PER_MU, classes: str = QUOTAS, extra: str = "") -> str:
    """A scheme with one group of above-scale enterprises."""
    return f"""scheme: small
title: {{zh: 示例, en: Example}}
year: 2023
source: test
{extra}
groups:
  - name: above_scale
    title: {{zh: 规上, en: Above scale}}
    evaluation_group: above_scale
    indicators:{indicators}
    classes:{classes}
"""


def scheme(tmp_path: Path, *args: str, **kwargs: str) -> Scheme:
    """That scheme, read from a file."""
    path = tmp_path / "small.yaml"
    path.write_text(text(*args, **kwargs), encoding="utf-8")
    return load_scheme(path)
