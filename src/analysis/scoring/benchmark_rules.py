"""Which benchmark an enterprise's ratio is measured against."""

from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.tables.rules import Rule

#: Columns by which enterprises may be set side by side, beside the scheme's own group.
Key = Literal["county_code", "industry_code", "size"]


class Benchmark(Rule):
    """A number, or a statistic of the group within ``over``, times ``multiple``.

    ``mean`` is the mean of the enterprises' ratios, ``ratio_of_sums`` is Σ numerator / Σ
    denominator: they differ, and the texts rarely say which they mean. ``year: last`` takes the
    statistic from last year's data.
    """

    statistic: Literal["fixed", "mean", "ratio_of_sums", "median", "quantile", "max"]
    value: float | None = Field(default=None, gt=0)
    quantile: float | None = Field(default=None, gt=0, lt=1)
    multiple: float = Field(default=1, gt=0)
    over: tuple[Key, ...] = ()
    year: Literal["this", "last"] = "this"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.statistic == "fixed") != (self.value is not None):
            raise ValueError("a fixed benchmark needs value, any other has none")
        if (self.statistic == "quantile") != (self.quantile is not None):
            raise ValueError("statistic quantile needs quantile, any other has none")
        if self.statistic == "fixed" and (self.over or self.year == "last"):
            raise ValueError("a fixed benchmark has no over and no year")
        return self
