"""`data/README.md` is the dictionary, word for word."""

from pathlib import Path

from analysis.tables import TABLES
from analysis.tables.document import markdown

README = Path(__file__).parents[2] / "data" / "README.md"


def test_the_page_in_the_repository_is_not_stale():
    assert README.read_text(encoding="utf-8") == markdown(), (
        "run: analysis dictionary > data/README.md"
    )


def test_the_page_names_every_table_column_and_raw_heading():
    page = markdown()
    for table in TABLES.values():
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            about = table.metadata(column)
            line = next(line for line in section.splitlines() if line.startswith(f"| `{column}` |"))
            for said in (about["zh"], about["en"], *about["raw"]):
                assert said in line
            assert line.count(" | ") == 5
