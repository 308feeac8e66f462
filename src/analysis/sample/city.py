"""Write a synthetic city, or a nation of them, in the raw layouts of bureaus."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.sample import (
    clusters,
    evaluation,
    land,
    output,
    planted,
    raw_clusters,
    raw_enterprises,
    raw_evaluation,
    raw_industry,
)
from analysis.sample.activity import simulate
from analysis.sample.city_file import city_yaml, write_readme
from analysis.sample.counties import CITY_SIZE
from analysis.sample.counties import counties as invent_counties
from analysis.sample.enterprises import register
from analysis.sample.industries import profiles
from analysis.sample.months import LAST_PERIOD
from analysis.sample.raw_file import RawFile, csv_bytes, write_workbook
from analysis.tables.city import load_city

GROUP = 10 * CITY_SIZE  # counties simulated, and written to a file, at a time
PRELIMINARY = "2022-09"  # the period whose first issue was revised
REVISED = 0.12  # share of its cells that the revision changed
FIRST_ISSUE = "2022-10-18"
REPORT_YEARS = (2021, 2022)  # years of enterprise reports, and of evaluations


@dataclass(frozen=True)
class Part:
    """The raw files of a group of counties, its planted faults and its output of 2021."""

    files: list[RawFile]
    faults: pd.DataFrame
    output_2021_10k_cny: pd.Series


def write_city(
    out: Path,
    counties: int = 18,
    enterprises_per_county: int = 93,
    seed: int = 1,
    tables: Literal["auto", "xlsx", "csv"] = "auto",
) -> list[Path]:
    """Write a synthetic city: `city.yaml`, `raw/`, README, `planted_faults.csv`.

    Parameters
    ----------
    out
        The city's folder; made if missing. Files of the same names are replaced.
    counties
        Number of counties; 18 make a prefecture city, 2,844 a nation. Above 180 the files are
        split by groups of 180 counties.
    enterprises_per_county
        Enterprises above scale on the list today, on average; those below scale and those that
        left come on top.
    seed
        The same seed and numbers give the same files.
    tables
        "xlsx" writes the workbooks of a bureau, "csv" the same tables with one heading row and
        without sums, several times faster; "auto" is csv above 180 counties.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    DataError
        If there are fewer than 1 or more than 3,000 counties, or fewer than 5 or more than 1,000
        enterprises a county; if `out` holds anything but a synthetic city.
    """
    _check(counties, enterprises_per_county)
    out = Path(out)
    _keep(out)
    (out / "raw").mkdir(parents=True, exist_ok=True)
    everywhere = invent_counties(counties)
    starts = range(0, counties, GROUP)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))
    flat = tables == "csv" or (tables == "auto" and counties > GROUP)
    paths: list[Path] = []
    feeds: list[dict[str, Any]] = []
    faults, levels, cluster = [], [], 1
    for number, (start, entropy) in enumerate(zip(starts, seeds, strict=True), start=1):
        group = everywhere.iloc[start : start + GROUP].reset_index(drop=True)
        rng = np.random.default_rng(entropy)
        part = _simulate(rng, group, enterprises_per_county, cluster, flat)
        ending = f"_第{number:02d}组" if len(starts) > 1 else ""
        written, names = _write(part.files, out / "raw", flat, ending)
        paths += written
        if number == 1:
            pattern = "_第*组" if ending else ""
            feeds = [
                {
                    "table": file.feed["table"],
                    "files": name.replace(ending, pattern) if ending else name,
                }
                | {k: v for k, v in file.feed.items() if k != "table"}
                for file, name in zip(part.files, names, strict=True)
            ]
        faults.append(part.faults)
        levels.append(part.output_2021_10k_cny)
        cluster += max(1, round(clusters.PER_COUNTY * len(group)))
    note = out / "planted_faults.csv"
    pd.concat(faults).to_csv(note, index=False, lineterminator="\n")
    configuration = out / "city.yaml"
    configuration.write_text(
        city_yaml(everywhere, pd.concat(levels), feeds), encoding="utf-8", newline="\n"
    )
    command = (
        f"analysis sample OUT --counties {counties} "
        f"--enterprises-per-county {enterprises_per_county} --seed {seed}"
    )
    write_readme(out, command, sorted({f"raw/{feed['files']}" for feed in feeds}))
    return [*paths, note, configuration, out / "README.md"]


def _keep(out: Path) -> None:
    """Refuse a folder whose files were not written by this command."""
    if not out.is_dir() or not any(out.iterdir()):
        return
    if not (out / "city.yaml").is_file() or not load_city(out).synthetic:
        raise DataError(
            f"{out}已有文件，且不是合成城市；请换一个目录",
            f"{out} holds files that are no synthetic city; choose another folder",
        )


def _check(counties: int, enterprises_per_county: int) -> None:
    for name, value, low, high in (
        ("counties", counties, 1, 3000),
        ("enterprises_per_county", enterprises_per_county, 5, 1000),
    ):
        if not low <= value <= high:
            raise DataError(
                f"{name}={value}，应在{low}到{high}之间",
                f"{name}={value}, allowed are {low} to {high}",
            )


def _simulate(
    rng: np.random.Generator, group: pd.DataFrame, per_county: int, cluster: int, flat: bool
) -> Part:
    kinds = profiles()
    firms = register(rng, group, kinds, per_county)
    panel = simulate(rng, firms, kinds)
    published = {
        year: output.industry_month(firms, panel, len(kinds), year, min(f"{year}-12", LAST_PERIOD))
        for year in range(2018, 2023)
    }
    files = [
        raw_industry.output_file(rows, group, kinds, year, flat) for year, rows in published.items()
    ]
    files.append(
        raw_industry.output_file(
            _first_issue(rng, published[2022]), group, kinds, 2022, flat, FIRST_ISSUE
        )
    )
    for year in REPORT_YEARS:
        last = min(f"{year}-12", LAST_PERIOD)
        reports = output.enterprise_month(rng, firms, panel, group, kinds, year, last)
        files.append(raw_enterprises.reports_file(reports, year))
    growth = output.value_added_growth(firms, panel, kinds, "2018-02", LAST_PERIOD)
    power = output.electricity_month(rng, firms, panel, len(kinds), LAST_PERIOD)
    files.append(raw_industry.growth_file(growth, group, flat))
    files.append(raw_industry.electricity_file(power, group, kinds, flat))
    listed = clusters.clusters(rng, firms, group, kinds, cluster)
    belonging = clusters.members(firms, listed)
    monthly = clusters.cluster_month(rng, firms, panel, listed, belonging, len(group), LAST_PERIOD)
    files += raw_clusters.list_files(listed, belonging, firms, group, kinds)
    files += [
        raw_clusters.reports_file(monthly, listed, group, scope) for scope in raw_clusters.SCOPES
    ]
    files.append(raw_enterprises.register_file(firms, group, kinds, panel.employees))
    files.append(raw_enterprises.events_file(firms, group))
    use = land.land_use(rng, firms, panel, kinds)
    parcels, let = planted.let_too_much(rng, land.land_parcels(rng, firms, use, group))
    faults, changes = [let.assign(year=REPORT_YEARS[-1])], {}
    for year in REPORT_YEARS:
        data = evaluation.evaluation(rng, firms, panel, use, kinds, year)
        changes[year] = evaluation.adjustments(rng, firms, data, year)
        data, notes = planted.plant(rng, data)
        faults.append(notes.assign(year=year))
        files.append(raw_evaluation.evaluation_file(data, firms, group, kinds, year, flat))
    files.append(raw_evaluation.parcels_file(parcels))
    files.append(raw_evaluation.adjustments_file(changes, firms, group))
    december = published[2021][published[2021]["period"] == "2021-12"]
    level = december.groupby("county")["output_ytd"].sum() / 10
    return Part(
        files,
        _named_faults(pd.concat(faults, ignore_index=True), firms),
        level.set_axis(group["county_code"].to_numpy()[level.index]),
    )


def _first_issue(rng: np.random.Generator, output_2022: pd.DataFrame) -> pd.DataFrame:
    """Output of one period as first issued: some cells differ by a few percent."""
    rows = output_2022[output_2022["period"] == PRELIMINARY].reset_index(drop=True)
    changed = rng.random(len(rows)) < REVISED
    factor = np.where(changed, rng.normal(1, 0.03, len(rows)), 1.0)
    return rows.assign(output_ytd=np.rint(rows["output_ytd"] * factor))


def _named_faults(faults: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    named = faults.assign(uscc=firms["uscc"].to_numpy(object)[faults["enterprise"].astype(int)])
    columns = ["uscc", "year", "column", "fault", "true_value", "reported_value"]
    return named[columns].sort_values(["year", "fault", "uscc"], ignore_index=True)


def _write(
    files: list[RawFile], folder: Path, flat: bool, ending: str
) -> tuple[list[Path], list[str]]:
    """Write the files; return the paths written and each file's name in order."""
    together: dict[str, list[RawFile]] = {}
    for file in files:
        together.setdefault(file.stem, []).append(file)
    names, paths = [], []
    for file in files:
        encoding = file.encoding or ("gbk" if flat else "")
        sheets = "_" + file.sheets[0].name if len(together[file.stem]) > 1 else ""
        if encoding:
            names.append(f"{file.stem}{sheets}{ending}.csv")
            path = folder / names[-1]
            path.write_bytes(csv_bytes(file.sheets, encoding))
        else:
            names.append(f"{file.stem}{ending}.xlsx")
            path = folder / names[-1]
            if together[file.stem][0] is file:
                write_workbook(path, [s for f in together[file.stem] for s in f.sheets])
        if path not in paths:
            paths.append(path)
    return paths, names
