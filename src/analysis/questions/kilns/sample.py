"""Six clinker lines and two of glass, their stops in two winters, with faults planted."""

import numpy as np
import pandas as pd

from analysis.questions.kilns.tables import LINE_STOPS, LINES
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World

EXPORTED = "2022-12-05"
MINERALS = "30"
CLINKER, GLASS = 6, 2
WINTERS = (2021, 2022)
REGISTER = Layout(
    "水泥玻璃生产线清单",
    EXPORTED,
    groups=dict.fromkeys(("capacity_t_per_day", "filed_t_per_day"), ("产能",)),
    headings={"line_id": "编号", "capacity_t_per_day": "规模", "filed_t_per_day": "备案产能"},
    spelling={"county_code": "name"},
)
_PLAN = ("kind", "from_at", "to_at", "stated_days")
_CHECK = ("monitoring", "filed_no", "reason")
STOPS = Layout(
    "停窑时段台账",
    EXPORTED,
    columns=("line_id", "holder_name", *_PLAN, *_CHECK),
    beside={"holder_name": "企业名称"},
    groups={**dict.fromkeys(_PLAN, ("停窑",)), **dict.fromkeys(_CHECK, ("核对",))},
    headings={
        "line_id": "生产线编号", "kind": "类别", "from_at": "起始时间", "to_at": "结束时间",
        "filed_no": "报备文号",
    },
)  # fmt: skip
FAULTS = [
    Fault("overlapping", "from_at", lambda rows: rows["from_at"] - _days(6),
          lambda rows: _actual(rows) & rows["later"]),
    Fault("ends_before_it_begins", "to_at", lambda rows: rows["from_at"] - _days(2),
          lambda rows: rows["kind"].eq("exempt")),
    Fault("unknown_line", "line_id", lambda rows: rows["line_id"].str.replace("SN", "SX"),
          lambda rows: rows["kind"].eq("planned")),
    Fault("other_days", "stated_days", lambda rows: rows["stated_days"] + 2,
          lambda rows: rows["kind"].eq("make_up")),
    Fault("monitored_load", "monitoring", lambda rows: rows["monitoring"].map(lambda _: "load"),
          lambda rows: _actual(rows) & ~rows["later"]),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The lines, what was planned and done in two winters, and what was made up between."""
    lines = _lines(world, rng)
    held = lines[lines["kind"] == "clinker"]
    stops = pd.concat([_winter(held, year, rng) for year in WINTERS], ignore_index=True)
    stops = stops[stops["from_at"] < EXPORTED].reset_index(drop=True)
    rows, notes = plant(rng, LINE_STOPS, stops, FAULTS, each=1)
    # Days are stated as the reporter counts them, from the spans as they are reported.
    moved = rows["from_at"].ne(stops["from_at"]) & (rows["to_at"] > rows["from_at"])
    rows["stated_days"] = rows["stated_days"].mask(moved, _length(rows))
    files = [
        raw_file(LINES, lines, REGISTER, world),
        raw_file(LINE_STOPS, rows.drop(columns="later"), STOPS, world),
    ]
    planted = Planted(
        "planted_kilns.csv",
        notes,
        "停窑时段台账的填报错误",
        "wrong entries in the register of stops of lines",
    )
    settings = {"stated_days": 120, "make_up_by": "10-31"}
    return Sample(files, planted=[planted], settings=settings)


def _lines(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Five owners of clinker lines, one of them with two, and two of glass lines.

    One owner reports by the month, and uses as much electricity while its kiln stands still: the
    reports know nothing of stops.
    """
    firms = world.enterprises
    makers = firms[firms["industry_code"] == MINERALS]
    makers = makers if len(makers) > CLINKER + GLASS else firms
    reporting = makers[makers["above_scale"]].sample(frac=1, random_state=rng)
    others = makers[~makers["above_scale"]].sample(frac=1, random_state=rng)
    owners = pd.concat([reporting[:1], others, reporting[1:]])
    owners = owners.iloc[[0, 1, 1, 2, 3, 4, 5, 6][: CLINKER + GLASS]].reset_index(drop=True)
    clinker = np.arange(len(owners)) < CLINKER
    capacity = np.where(clinker, [2500, 4000, 5000, 2500, 4500, 3200, 600, 900], 0).astype(float)
    capacity[~clinker] = [600.0, 900.0]
    number = pd.Series(range(1, len(owners) + 1)).map("{:02d}".format)
    return pd.DataFrame(
        {
            "line_id": np.where(clinker, "SN", "BL") + owners["county_code"] + number,
            "uscc": owners["uscc"],
            "holder_name": owners["name"],
            "county_code": owners["county_code"],
            "kind": np.where(clinker, "clinker", "flat_glass"),
            "line": np.where(clinker, "熟料生产线", "浮法玻璃生产线"),
            "capacity_t_per_day": capacity,
            "filed_t_per_day": capacity,
            "diameter_m": np.where(clinker, np.where(capacity > 3000, 4.8, 4.0), np.nan),
            "commissioned_on": pd.Timestamp("2009-06-01")
            + pd.to_timedelta(rng.integers(0, 2500, len(owners)), "D"),
            "energy_level": rng.choice(["benchmark", "above_baseline", "below_baseline"],
                                       len(owners), p=[0.3, 0.6, 0.1]),
            "grade": rng.choice(["A", "B", "C"], len(owners)),
            "duty": pd.Series([None, None, "heating", None, "co_processing", None, None, None]),
        }
    )  # fmt: skip


def _winter(held: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """What each line planned, did, and made up of one winter.

    Lines with a duty run on for most of it and make up in spring and summer; of the others some
    begin late or fire up in between.
    """
    first, last = pd.Timestamp(f"{year}-11-15"), pd.Timestamp(f"{year + 1}-03-16")
    rows = []
    for place, line in enumerate(held.itertuples()):
        late = pd.Timedelta(hours=int(rng.choice([0, 0, 8, 20, 56])))
        own = [("planned", first, last, "错峰")]
        if pd.isna(line.duty):
            gap = first + _days(int(rng.integers(45, 70)))
            again = gap + _days(int(rng.integers(1, 6)))
            own += [("actual", first + late, gap, "错峰"), ("actual", again, last, "错峰")]
            missed = int((again - gap + late) / _days(1)) + (2 if place % 2 else 0)
        else:
            begins = first + _days(int(rng.integers(60, 80)))
            own += [("actual", begins, last, "错峰")]
            missed = int((begins - first) / _days(1)) - int(rng.integers(3, 12))
            own += [("exempt", first + _days(20), first + _days(25), "应急保供")]
        spring = last + _days(int(rng.integers(20, 90)))
        own += [("make_up", spring, spring + _days(missed), "补停")]
        rows += [(line.line_id, line.holder_name, *span, line.duty) for span in own]
    columns = ["line_id", "holder_name", "kind", "from_at", "to_at", "reason", "duty"]
    spans = pd.DataFrame(rows, columns=columns).drop(columns="duty")
    actual = _actual(spans)
    return spans.assign(
        stated_days=_length(spans),
        monitoring=actual.map({True: "agrees"}),
        filed_no=spans["kind"].map({"exempt": f"报备〔{year}〕1号"}),
        later=actual & spans.duplicated(["line_id", "kind"]),
    )


def _actual(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"].eq("actual")


def _length(rows: pd.DataFrame) -> pd.Series:
    return ((rows["to_at"] - rows["from_at"]) / _days(1)).round(1)


def _days(days: int) -> pd.Timedelta:
    return pd.Timedelta(days=days)
