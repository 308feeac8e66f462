"""The enterprises: where and in what industry they are, when they entered and left the list."""

import numpy as np
import pandas as pd

from analysis.sample.credit_codes import credit_codes
from analysis.sample.months import FIRST_YEAR, LAST_YEAR, MONTHS
from analysis.sample.names import enterprise_name

LEAVERS = 0.16  # enterprises that left the list in the five years, per one on it today
BELOW_SCALE = 1.92  # evaluated enterprises below scale, per one above
LINE_10K_CNY = 2000.0
NEVER = MONTHS + 120
ENTRIES = {"upscaled": 0.66, "new_build": 0.28, "moved_in": 0.04, "reclassified_in": 0.02}
EXITS = {
    "below_line": 0.50,
    "stopped": 0.22,
    "deregistered": 0.16,
    "moved_out": 0.08,
    "reclassified_out": 0.04,
}
ENTERED = 0.26  # of those on the list today, how many entered in the five years
ALWAYS = ("44", "45", "46")  # nearly every county has power and heat, gas, water
DOMINANT_EVERY = 80  # one dominating enterprise for every so many
DOMINATED = range(3, 9)  # enterprises in the cells that have one


def register(
    rng: np.random.Generator, counties: pd.DataFrame, industries: pd.DataFrame, per_county: int
) -> pd.DataFrame:
    """Draw the enterprises of a group of counties.

    Returns one row an enterprise: `uscc`, `name`, `county` and `industry` (row numbers of
    `counties` and `industries`), `above_scale`, `level_10k_cny` (output of a normal year),
    `entry`, `exit` (event or ""), `listed_from`, `listed_until`, `active_from` (month numbers;
    listed in the months from ≤ m < until).
    """
    shares = _shares(rng, len(counties), industries)
    sizes = _county_sizes(rng, len(counties), per_county)
    counts = {
        "stayed": sizes,
        "left": np.maximum(1, np.rint(LEAVERS * sizes)).astype(int),
        "below": np.rint(BELOW_SCALE * sizes).astype(int),
    }
    place = np.concatenate([_draw(rng, shares, count) for count in counts.values()])
    kind = np.repeat(list(counts), [count.sum() for count in counts.values()])
    county, industry = place // len(industries), place % len(industries)
    county, industry = _complete(county, industry, int(sizes.sum()), len(industries))
    frame = pd.DataFrame({"county": county, "industry": industry, "kind": kind})
    frame = frame.sort_values(["county", "kind", "industry"], kind="stable", ignore_index=True)
    frame = frame.assign(above_scale=frame["kind"] != "below")
    frame = _levels(rng, _careers(rng, frame), industries)
    return _identities(frame, counties, industries)


def _shares(rng: np.random.Generator, counties: int, industries: pd.DataFrame) -> np.ndarray:
    """Shares of industries in each county; each specialises in a few."""
    usual = industries["firms"].to_numpy(float)
    shares = usual * rng.lognormal(0, 0.9, (counties, len(usual)))
    utility = industries["code"].isin(ALWAYS).to_numpy()
    candidates = np.flatnonzero(~utility & (usual >= 20))
    for row in shares:
        chosen = rng.choice(candidates, 3, replace=False)
        row[chosen] = usual.sum() * rng.uniform(0.08, 0.28, 3)
    shares[:, utility] = usual[utility] * 1.1
    return shares / shares.sum(axis=1, keepdims=True)


def _county_sizes(rng: np.random.Generator, counties: int, per_county: int) -> np.ndarray:
    """Numbers of enterprises by county that add up to counties × per_county."""
    weights = rng.lognormal(0, 0.42, counties)
    total = counties * per_county
    exact = np.cumsum(total * weights / weights.sum())
    return np.maximum(1, np.diff(np.rint(exact), prepend=0).astype(int))


def _draw(rng: np.random.Generator, shares: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Cells (county × industry, numbered through) of `sizes` enterprises in each county."""
    county = np.repeat(np.arange(len(sizes)), sizes)
    limits = np.cumsum(shares, axis=1)[county]
    industry = (rng.random(len(county))[:, None] > limits).sum(axis=1)
    return county * shares.shape[1] + np.minimum(industry, shares.shape[1] - 1)


def _complete(
    county: np.ndarray, industry: np.ndarray, stayed: int, industries: int
) -> tuple[np.ndarray, np.ndarray]:
    """Every industry is in use: an unused one takes an enterprise of the commonest industry."""
    industry = industry.copy()
    for missing in np.setdiff1d(np.arange(industries), industry[:stayed]):
        counts = np.bincount(industry[:stayed], minlength=industries)
        if counts.max() > 1:
            industry[np.flatnonzero(industry[:stayed] == counts.argmax())[0]] = missing
    return county, industry


def _careers(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """When each enterprise began to produce, entered the list and left it."""
    n = len(frame)
    above = frame["above_scale"].to_numpy()
    left = (frame["kind"] == "left").to_numpy()
    entered = above & (rng.random(n) < ENTERED)
    entry = np.where(entered, rng.choice(list(ENTRIES), n, p=list(ENTRIES.values())), "")
    year = rng.integers(FIRST_YEAR + 1, LAST_YEAR + 1, n)
    until_year = rng.integers(FIRST_YEAR + 2, LAST_YEAR + 1, n)
    entry[left & (year >= until_year)] = ""
    month = np.where(entry == "new_build", rng.integers(2, 11, n), 1)
    start = 12 * (year - FIRST_YEAR) + month
    old = np.asarray(rng.integers(-180, -12, n))
    active = np.where(
        entry == "new_build",
        start - rng.integers(0, 3, n),
        np.where(entry != "", np.minimum(old, start - 30), old),
    )
    young = ~above & (rng.random(n) < 0.12)
    active = np.where(young, rng.integers(0, 48, n), active)
    exit_ = np.where(left, rng.choice(list(EXITS), n, p=list(EXITS.values())), "")
    return frame.assign(
        entry=entry,
        exit=exit_,
        listed_from=np.where(above, np.where(entry != "", start, 0), NEVER),
        listed_until=np.where(left, 12 * (until_year - FIRST_YEAR) + 1, NEVER),
        active_from=active,
    )


def _levels(
    rng: np.random.Generator, frame: pd.DataFrame, industries: pd.DataFrame
) -> pd.DataFrame:
    """Output of a normal year: log-normal within the industry, above or below the line."""
    n = len(frame)
    median = industries["output"].to_numpy()[frame["industry"]] * 0.62
    level = median * rng.lognormal(0, 1.1, n)
    level = np.maximum(level, LINE_10K_CNY * rng.uniform(1.02, 1.7, n))
    small = (frame["entry"].isin(["upscaled"]) | (frame["exit"] == "below_line")).to_numpy()
    level = np.where(small, LINE_10K_CNY * rng.lognormal(0.45, 0.3, n), level)
    below = np.clip(rng.lognormal(np.log(620), 0.75, n), 60, 1950)
    level = np.where(frame["above_scale"], level, below)
    dominant = np.zeros(n, dtype=bool)
    stayed = (frame["kind"] == "stayed").to_numpy()
    cell = frame["county"].to_numpy() * len(industries) + frame["industry"].to_numpy()
    few = np.isin(np.bincount(cell[stayed], minlength=cell.max() + 1), DOMINATED)
    able = np.flatnonzero(stayed & few[cell] & ~small)
    chosen = rng.choice(able, min(len(able), stayed.sum() // DOMINANT_EVERY), replace=False)
    dominant[chosen] = True
    listed = np.where(stayed, level, 0)
    together = np.bincount(cell, listed)[cell] - listed
    ceiling = 60 * median
    level = np.where(
        dominant, np.maximum(level, np.minimum(ceiling, together * rng.uniform(6, 14, n))), level
    )
    return frame.assign(level_10k_cny=level)


def _identities(
    frame: pd.DataFrame, counties: pd.DataFrame, industries: pd.DataFrame
) -> pd.DataFrame:
    """Credit codes and names by serial number within the county."""
    serial = frame.groupby("county").cumcount().to_numpy() + 1
    like = frame.groupby(["county", "industry"]).cumcount().to_numpy()
    county = counties["name_zh"].to_numpy()[frame["county"]]
    word = industries["word"].to_numpy()[frame["industry"]]
    offset = frame["county"].to_numpy() * 31 + frame["industry"].to_numpy() * 7
    span = 23 * 16  # brand names in one county and industry
    names = [
        enterprise_name(c, int((n + o) % span + span * (n // span)), w)
        for c, n, o, w in zip(county, like, offset, word, strict=True)
    ]
    regions = counties["county_code"].to_numpy().astype("U6")[frame["county"]]
    return frame.assign(uscc=credit_codes(regions, serial), name=names)
