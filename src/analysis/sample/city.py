"""Write a synthetic city, or a nation of them, in the raw layouts of bureaus."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.sample.activity import simulate
from analysis.sample.city_file import city_yaml, disclosure_yaml, write_readme
from analysis.sample.counties import CITY_SIZE
from analysis.sample.counties import counties as invent_counties
from analysis.sample.enterprises import register
from analysis.sample.industries import profiles
from analysis.sample.parts import parts, together
from analysis.sample.raw_folder import write_files
from analysis.sample.world import Sample, World
from analysis.tables.city import load_city
from analysis.tables.disclosure_rules import PRIVATE_FILE

GROUP = 10 * CITY_SIZE  # counties simulated, and written to a file, at a time


def write_city(
    out: Path,
    counties: int = 18,
    enterprises_per_county: int = 93,
    seed: int = 1,
    tables: Literal["auto", "xlsx", "csv"] = "auto",
) -> list[Path]:
    """Write a synthetic city: `city.yaml`, `raw/`, README, lists of planted faults.

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
    groups: list[dict[str, Sample]] = []
    for number, (start, entropy) in enumerate(zip(starts, seeds, strict=True)):
        group = everywhere.iloc[start : start + GROUP].reset_index(drop=True)
        rng = np.random.default_rng(entropy)
        world = replace(
            _world(rng, group, enterprises_per_county, start, flat), whole=len(starts) == 1
        )
        found = {part.name: part(world, rng, seed, number) for part in parts()}
        files = [file for sample in found.values() for file in sample.files]
        written, feeds_of_group = write_files(
            files, out / "raw", flat, number + 1 if len(starts) > 1 else None
        )
        paths += written
        feeds = feeds or feeds_of_group
        groups.append({name: replace(sample, files=[]) for name, sample in found.items()})
    whole = together(groups)
    planted = [note for sample in whole.values() for note in sample.planted]
    for note in planted:
        note.rows.to_csv(out / note.file, index=False, lineterminator="\n")
    configuration = out / "city.yaml"
    configuration.write_text(city_yaml(everywhere, feeds, whole), encoding="utf-8", newline="\n")
    rules = configuration.with_name(PRIVATE_FILE)
    rules.write_text(disclosure_yaml(), encoding="utf-8", newline="\n")
    command = (
        f"analysis sample OUT --counties {counties} "
        f"--enterprises-per-county {enterprises_per_county} --seed {seed}"
    )
    write_readme(out, command, whole, sorted({f"raw/{feed['files']}" for feed in feeds}))
    return [*paths, *(out / note.file for note in planted), configuration, rules, out / "README.md"]


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


def _world(
    rng: np.random.Generator, group: pd.DataFrame, per_county: int, before: int, flat: bool
) -> World:
    kinds = profiles()
    firms = register(rng, group, kinds, per_county)
    return World(group, kinds, firms, simulate(rng, firms, kinds), flat, before)
