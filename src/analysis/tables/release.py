"""What one county's report may read: a folder of safe tables, and the facts about the city.

<folder>/release.json     county, period, audience, provenance, city
<folder>/<table>.parquet  the rows this county and audience may see
"""

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.errors import DataError
from analysis.tables.city import City
from analysis.tables.results import RESULT_TABLES
from analysis.tables.results.output import INDICATORS


@dataclass(frozen=True)
class Release:
    """The safe tables of one county, period and audience.

    Parameters
    ----------
    releases
        The folder of all releases to one audience.
    county
        The county's code.
    indicator
        Of tables that hold several indicators, the rows that are shown; None shows all.
    """

    releases: Path
    county: str
    indicator: str | None = "output"
    _kept: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """Where the county's own tables lie."""
        return self.releases / self.county

    @property
    def shared(self) -> Path:
        """Where the tables lie that all counties see."""
        return self.releases / "city"

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The content of `release.json`."""
        return dict(json.loads((self.shared / "release.json").read_text(encoding="utf-8")))

    @cached_property
    def city(self) -> City:
        """The city, without its raw files."""
        return City.model_validate(self.facts["city"])

    @property
    def period(self) -> str:
        """The last month of the cumulative period."""
        return str(self.facts["period"])

    @property
    def audience(self) -> str:
        """Who may read it: public, county or internal."""
        return str(self.facts["audience"])

    def county_name(self, lang: str, code: str | None = None) -> str:
        """Return a county's name; "city" is the whole city."""
        if code == "city":
            return "全市" if lang == "zh" else f"{self.city.name.en}, total"
        return self.city.county(code or self.county).name(lang)

    def industry_names(self, lang: str) -> dict[str, str]:
        """Return industry code → name; "total" is all industries."""
        names = {code: pair[lang] for code, pair in self.facts["industries"].items()}
        return {**names, "total": "合计" if lang == "zh" else "Total"}

    def of(self, indicator: str | None) -> "Release":
        """Return the same release, showing another indicator; None shows all.

        Raises
        ------
        DataError
            If there is no such indicator.
        """
        if indicator is not None and indicator not in INDICATORS:
            listed = ", ".join(INDICATORS)
            raise DataError(
                f"没有指标“{indicator}”，可用：{listed}",
                f"no indicator {indicator!r}; one of {listed}",
            )
        return replace(self, indicator=indicator)

    def has(self, name: str) -> bool:
        """Whether the release holds rows of a result table."""
        return any((place / f"{name}.parquet").is_file() for place in (self.folder, self.shared))

    def table(self, name: str) -> pd.DataFrame:
        """Return a result table with its boolean column `masked`.

        A file is read once, since a report asks for most tables several times; what is returned
        shares its memory until it is changed.

        Raises
        ------
        DataError
            If the release holds no such table: the city lacks the data, or it may not leave;
            or if a file is damaged.
        """
        if name not in RESULT_TABLES:
            listed = ", ".join(RESULT_TABLES)
            raise DataError(
                f"没有名为“{name}”的结果表：{listed}", f"no result table {name!r}: {listed}"
            )
        if name not in self._kept:
            self._kept[name] = self._with_own(name, _read(self._file(name)))
        return self._shown(name, self._kept[name]).copy(deep=False)

    def _file(self, name: str) -> Path:
        for place in (self.folder, self.shared):
            file = place / f"{name}.parquet"
            if file.is_file():
                return file
        zh, en = RESULT_TABLES[name].zh, RESULT_TABLES[name].en
        raise DataError(f"无此数据：{zh}", f"no such data: {en}")

    def _shown(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the indicator chosen, of a table that holds several."""
        if self.indicator is None or RESULT_TABLES[name].key[0] != "indicator":
            return frame
        return frame[frame["indicator"] == self.indicator].reset_index(drop=True)

    def _with_own(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Put a county's own figures in the place of the masked ones that others see."""
        file = self.folder / f"{name}.own.parquet"
        if not file.is_file():
            return frame
        others = frame[frame["county_code"] != self.county]
        keys = list(RESULT_TABLES[name].key)
        return pd.concat([others, _read(file)]).sort_values(keys, ignore_index=True)


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(
            file, engine="pyarrow", use_threads=False, page_checksum_verification=True
        )
    except (OSError, pa.ArrowInvalid) as error:
        name, results = f"{file.parent.name}/{file.name}", file.parents[2]
        raise DataError(
            f"结果文件已损坏：{name}，请删除{results}后重新运行",
            f"damaged file {name}; delete {results} and run again",
        ) from error
