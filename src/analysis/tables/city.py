"""A city is a folder: `city.yaml` says who it is and which raw file feeds which table."""

import difflib
import shlex
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, Field, ValidationError

from analysis.errors import DataError
from analysis.tables import TABLES, Table, table
from analysis.tables.city_checks import contradictions
from analysis.tables.city_faults import sentence
from analysis.tables.city_text import read_yaml
from analysis.tables.declared import Code, Day, Declared, Month
from analysis.tables.disclosure_rules import PRIVATE_FILE, DisclosureRules
from analysis.tables.measure import Measure
from analysis.tables.name import COUNTIES, Name, Parts
from analysis.tables.quantity import Quantity
from analysis.tables.target import Revision, Target
from analysis.tables.territory import WHOLE
from analysis.tables.units import CURRENCIES, in_currency

LISTED = 30
"""A code that a city does not have is answered with so many of those it has."""


class County(Declared):
    """One county unit of the city."""

    code: Code
    name: Name
    kind: Literal["district", "city", "county", "zone"]
    group: str = ""


class Feed(Declared):
    """Which raw files feed which table.

    `headers` maps raw headings to columns where the dictionary's aliases do not suffice;
    `constants` gives columns that the file does not hold (scope, period); `unit` is used where
    the file states none; `skip` lists headings that are read and left out. `filters` keeps the
    rows where a raw column has one of the values listed; `suppressed` says which values of a raw
    column mark a row whose zeros are withheld figures, so that they become missing. `county` says
    where each file names its county: in its own name, its sheet's or its title.
    """

    table: str
    files: str
    sheet: str | None = None
    vintage: Day
    unit: str | None = None
    county: dict[Literal["from"], Literal["file", "sheet", "title"]] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    filters: dict[str, list[str]] = Field(default_factory=dict)
    suppressed: dict[str, list[str]] = Field(default_factory=dict)
    skip: list[str] = Field(default_factory=list)


class DocumentRules(Declared):
    """What Word documents say that no table holds.

    `names` are given by name, those that a register does not hold, in both languages or as one
    text for both; `fullwidth` prints ％ and －.
    """

    names: dict[str, list[Name | str]] = Field(default_factory=dict)
    fullwidth: bool = True


class City(Declared):
    """The whole of city.yaml.

    `whole` is what the territory is called beside its counties, `parts` what these are called where
    they are countries, provinces, states; `questions` what is said to one
    question, by its name. Electricity of single months moves with the `festivals`; `shocks` are
    months that stood off for a reason of their own, found from the data where none are declared.
    """

    name: Name
    whole: Name = Name(zh="全市", en="city")
    parts: Parts = COUNTIES
    synthetic: bool = False
    currency: Literal["CNY", *CURRENCIES] = "CNY"  # type: ignore[valid-type]
    festivals: tuple[Literal["spring_festival"], ...] = ("spring_festival",)
    shocks: tuple[Month, ...] | None = None
    period: Month
    measure: Measure
    industries: str = "gbt4754_2017"
    questions: dict[str, dict[str, Any]] = Field(default_factory=dict)
    disclosure: DisclosureRules = DisclosureRules()
    document: DocumentRules = DocumentRules()
    source: Name
    licence: str
    counties: list[County] = Field(min_length=1)
    feeds: list[Feed]
    targets: list[Target] = Field(default_factory=list)

    def table(self, name: str) -> Table:
        """Return the declaration of a table of the store, its money in the city's currency."""
        return table(name).in_currency(self.currency)

    def unit_of(self, quantity: Quantity) -> str:
        """Return the unit of a named figure's values: that of the measure, in the currency."""
        if quantity.measured:
            return self.measure.unit_in(self.currency)
        return in_currency(quantity.unit, self.currency) if quantity.unit else ""

    @cached_property
    def _by_code(self) -> dict[str, County]:
        return {county.code: county for county in self.counties}

    def place(self, code: str) -> County:
        """Return a county, or the whole territory under the code "city"."""
        if code == WHOLE:
            return County.model_construct(code=WHOLE, name=self.whole, kind="city", group="")
        return self.county(code)

    def county(self, code: str) -> County:
        """Return the county of a code, or of a name that one county alone has.

        Raises
        ------
        DataError
            If the city has no such county.
        """
        code = str(code)  # papermill -p county 139901 gives a number
        if code in self._by_code:
            return self._by_code[code]
        named = [c for c in self.counties if code in (c.name.zh, c.name.en)]
        if len(named) == 1:
            return named[0]
        near = self.counties
        if len(near) > LISTED:
            close = difflib.get_close_matches(code, self._by_code, n=LISTED, cutoff=0.0)
            near = [self._by_code[each] for each in close]
        said = ("可用", "one of") if near is self.counties else ("相近的有", "near to it")
        known = {name: c for c in self.counties for name in (c.name.zh, c.name.en)}
        meant = [known[name] for name in difflib.get_close_matches(code, known, n=1)]
        raise DataError(
            f"{self.name.zh}没有代码或名称为“{code}”的县(市、区)，{said[0]}："
            + "、".join(f"{c.code} {c.name.zh}" for c in near)
            + "".join(f"；或许是{c.name.zh}" for c in meant),
            f"{self.name.en} has no county {code!r}; {said[1]} "
            + ", ".join(f"{c.code} {c.name.en}" for c in near)
            + "".join(f"; probably {c.name.en}" for c in meant),
        )

    def counties_table(self) -> pd.DataFrame:
        """Return the counties as a `counties` table."""
        return table("counties").validate(
            pd.DataFrame(
                [
                    {
                        "county_code": c.code,
                        "name_zh": c.name.zh,
                        "name_en": c.name.en,
                        "kind": c.kind,
                        "group": c.group,
                    }
                    for c in self.counties
                ]
            )
        )

    def targets_table(self, day: pd.Timestamp | None = None) -> pd.DataFrame:
        """Return the targets as a `targets` table (empty if the city sets none).

        Their values are those in force on a day; without one, the last.
        """
        columns = list(TABLES["targets"].columns)
        day = pd.Timestamp.max if day is None else day
        rows = [(t.indicator, t.county, t.year, t.on(day), t.kind, t.unit) for t in self.targets]
        return table("targets").validate(pd.DataFrame(rows, columns=columns))


def load_city(folder: str | Path) -> City:
    """Read and check `city.yaml` in `folder`.

    Raises
    ------
    DataError
        If the file is missing or not YAML, a key is unknown (the nearest known key is named), a
        value is not allowed, a table or column does not exist, or a county stands twice.
    """
    city = _read_city(folder)
    if faults := contradictions(city):
        path = Path(folder) / "city.yaml"
        raise DataError(
            f"{path}：" + "；".join(zh for zh, _ in faults),
            f"{path}: " + "; ".join(en for _, en in faults),
        )
    return city


def _read_city(folder: str | Path) -> City:
    """Read `city.yaml`, whose parts may contradict each other or the dictionary."""
    path = Path(folder) / "city.yaml"
    if not path.is_file():
        raise DataError(f"找不到城市配置文件：{path}", f"no city configuration: {path}")
    text = read_yaml(path)
    declared, private = text.value, path.with_name(PRIVATE_FILE)
    if private.is_file() and isinstance(declared, dict):
        rules = read_yaml(private).value or {}
        if not isinstance(rules, dict):
            raise DataError(f"{private}应为“键: 值”的列表", f"{private} must hold keys and values")
        declared = {**declared, "disclosure": {**(declared.get("disclosure") or {}), **rules}}
    try:
        return City.model_validate(declared)
    except ValidationError as errors:
        said = [
            sentence(
                error,
                declared,
                known_keys(_item(error["loc"], error["type"])),
                text.written(error["loc"]),
            )
            for error in errors.errors()
        ]
        raise DataError(
            f"{path}有{len(said)}处错误：" + "；".join(zh for zh, _ in said),
            f"{path} has {len(said)} faults: " + "; ".join(en for _, en in said),
        ) from None


def refuse_changed(folder: Path, stored: City) -> None:
    """Raise a DataError if `city.yaml` is no longer what the store was made with."""
    if (folder / "city.yaml").is_file() and _read_city(folder) != stored:
        command = f"analysis ingest {shlex.quote(str(folder))}"
        raise DataError(
            f"{folder / 'city.yaml'}已修改，请先运行 {command}",
            f"{folder / 'city.yaml'} has changed; run `{command}` first",
        )


def wording(folder: Path) -> dict[str, str]:
    """Return what a city words itself: question → content of `text/<question>.yaml`, unchecked."""
    files = sorted((folder / "text").glob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def _item(location: tuple[int | str, ...], kind: str) -> tuple[int | str, ...]:
    """Return the place of the item whose keys are in question."""
    return location if kind == "model_type" else location[:-1]


def known_keys(location: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed at a place of city.yaml."""
    model: type[BaseModel] = City
    parts: dict[str, type[BaseModel]] = {
        "name": Name,
        "source": Name,
        "parts": Parts,
        "measure": Measure,
        "disclosure": DisclosureRules,
        "document": DocumentRules,
        "counties": County,
        "feeds": Feed,
        "targets": Target,
        "owner": Name,
        "revised": Revision,
    }
    for step in location:
        if isinstance(step, str) and step in parts:
            model = parts[step]
    return list(model.model_fields)
