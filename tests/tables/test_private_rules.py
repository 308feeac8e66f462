"""The rules of disclosure stand in a file of their own."""

from pathlib import Path

from analysis.tables.city import load_city
from analysis.tables.disclosure_rules import PRIVATE_FILE

CITY_FOLDER = Path(__file__).parents[2] / "data" / "demo-city"


def test_rules_are_read_from_the_private_file(tmp_path):
    (tmp_path / "city.yaml").write_bytes((CITY_FOLDER / "city.yaml").read_bytes())
    assert load_city(tmp_path).disclosure.p_percent == 15
    (tmp_path / PRIVATE_FILE).write_text("p_percent: 12.5\ndominance: [1, 80]\n", encoding="utf-8")
    rules = load_city(tmp_path).disclosure
    assert (rules.p_percent, rules.dominance, rules.minimum_units) == (12.5, (1, 80), 3)
