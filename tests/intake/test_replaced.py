"""What is stored under a file's hash is what the file held when it was hashed."""

import hashlib

from analysis.intake import check, feeds, ingest
from analysis.tables.store import Store

from .conftest import ROWS, output_workbook

V = "output_ytd_10k_cny"


def test_a_raw_file_that_is_replaced_while_it_is_read(city, monkeypatch):
    folder = city()
    path = output_workbook(folder)
    first = path.read_bytes()
    read_workbook = feeds.read_workbook

    def replaced(content, file, wanted):
        output_workbook(folder, [[*row[:4], row[4] * 2, row[5]] for row in ROWS])
        return read_workbook(content, file, wanted)

    monkeypatch.setattr(feeds, "read_workbook", replaced)
    assert ingest(folder).changed
    store = Store(folder / "store")
    assert store.sources()[0]["sha256"] == hashlib.sha256(first).hexdigest()
    assert store.read("industry_month")[V].tolist() == [1200.0, 500.5, 300.0]
    monkeypatch.undo()
    assert ingest(folder).changed  # the new content is another version
    assert store.read("industry_month")[V].tolist() == [2400.0, 1001.0, 600.0]
    assert not ingest(folder).changed


def test_a_classification_that_is_replaced_while_files_are_read(city, monkeypatch):
    own = "industry_code,name_zh,name_en,section\n13,食品,Food,C\n17,纺织,Textiles,C\n"
    folder = city(industries="own")
    (folder / "reference" / "industries").mkdir(parents=True)
    file = folder / "reference" / "industries" / "own.csv"
    file.write_text(own, encoding="utf-8")
    output_workbook(folder)
    read_workbook = feeds.read_workbook

    def replaced(*given):
        file.write_text(own.replace("食品", "食物"), encoding="utf-8")
        return read_workbook(*given)

    monkeypatch.setattr(feeds, "read_workbook", replaced)
    sources = check(folder).sources
    assert sources[-1]["sha256"] == hashlib.sha256(own.encode()).hexdigest()


def test_ingest_mends_a_damaged_store_though_no_raw_file_changed(city):
    folder = city()
    output_workbook(folder)
    assert ingest(folder).changed
    store = Store(folder / "store")
    file = store.folder / "industry_month" / "county=139901.parquet"
    file.write_bytes(file.read_bytes()[:100])
    assert ingest(folder).changed
    assert store.read("industry_month")[V].tolist() == [1200.0, 500.5, 300.0]
    assert not ingest(folder).changed
