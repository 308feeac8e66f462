"""A bureau that keeps one register alone gets the pages it can have, and why it has no other."""

import csv
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from analysis.cli import app
from analysis.reports.notebook import find_notebooks

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo-city"
PLACES = ("139922", "city")
SHARED = ("activities", "cases", "recognitions")
"""Tables into which a bureau's registers of several divisions go."""
TITLES = {"05a_titles", "05b_ladder", "06a_programmes", "07_upgrading"}
MADE = {
    "industry_month": {"00_county", "01_output_forecast", "02_cluster_growth"},
    "evaluation": {"03_enterprise_scores"},
    "通行证发放台账": {"04b_permits"},
    "申报认定台账": TITLES,
    "数博会项目清单": TITLES,
    "绿色工厂自评价名单": TITLES,
    "两化融合水平评估名单": TITLES,
    "三个一批台账": {"06b_batches"},
    "千企帮扶问题台账": {"08_services"},
    "民爆隐患台账": {"08a_hazards"},
    "stock_moves": {"08c_reserve"},
    "培训活动台账": {"08d_trainings"},
    "peer_month": {"09a_peers"},
    "first_set_products": {"07a_first_sets"},
    "enterprise_month": {"07_upgrading"},
    "cluster_month+industry_month": {"00_county", "01_output_forecast", "02_cluster_growth"},
    "production_lines+line_stops": {"08b_kilns"},
    "replacement_plans+retired_lines": {"08e_replacement"},
    "stock_plan+stock_moves": {"08c_reserve"},
    "projects+project_month": {"06_investment"},
}
"""Registers, one alone or two that belong together → their pages; all others have none."""
ALWAYS = {"09_targets"}
"""Of the targets, which stand in `city.yaml`."""


def named(feed: dict) -> str:
    """The register of a feed: its table, or its file where several share one."""
    return Path(feed["files"]).stem if feed["table"] in SHARED else feed["table"]


DECLARED = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
REGISTERS = [*dict.fromkeys(map(named, DECLARED["feeds"])), *(name for name in MADE if "+" in name)]
QUICK = {"通行证发放台账", "培训活动台账", "production_lines+line_stops"}


def call(*words: object) -> None:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output


def test_the_registers_are_those_of_the_demo_city():
    assert {part for name in MADE for part in name.split("+")} <= {*REGISTERS}


@pytest.mark.parametrize(
    "register",
    [pytest.param(r, marks=[] if r in QUICK else pytest.mark.slow) for r in REGISTERS],
)
def test_one_register_gives_its_pages_and_a_reason_for_every_other(tmp_path, register):
    city = tmp_path / "bureau"
    (city / "raw").mkdir(parents=True)
    feeds = [feed for feed in DECLARED["feeds"] if named(feed) in register.split("+")]
    for feed in feeds:
        for path in (DEMO / "raw").glob(feed["files"]):
            shutil.copy(path, city / "raw")
    text = yaml.safe_dump({**DECLARED, "feeds": feeds}, allow_unicode=True)
    (city / "city.yaml").write_text(text, encoding="utf-8")
    call("ingest", city)
    own = {path.stem for path in find_notebooks(ROOT / "notebooks", ("0",))}
    out, asked = tmp_path / "out", ("--county", ",".join(PLACES), "--notebook", "0")
    call("run", city, *asked, "--audience", "internal", "--notebooks", ROOT / "notebooks",
         "--out", out)  # fmt: skip
    (manifest,) = out.rglob("manifest.csv")
    rows = [*csv.DictReader(manifest.read_text(encoding="utf-8").splitlines())]
    made = {row["notebook"] for row in rows if row["status"] == "done"}
    why = {row["notebook"]: row["error"] for row in rows if row["status"] == "omitted"}
    assert made == ALWAYS | MADE.get(register, set())
    assert made | {*why} == own
    for zh, _, en in (reason.partition(" · ") for reason in why.values()):
        assert zh.strip()
        assert en.strip()
