"""What is old goes, what may be in use stays."""

import os
import time

from analysis.tables.pruning import REST_S, prune


def made(folder, **ages_s):
    for name, age in ages_s.items():
        place = folder / name.replace("dot_", ".")
        place.mkdir()
        (place / "table.parquet").write_bytes(b"x")
        then = time.time() - age
        os.utime(place, (then, then))
    return folder


def left(folder):
    return sorted(place.name for place in folder.iterdir())


def test_the_newest_stay_and_all_that_is_younger_than_a_day(tmp_path):
    day = REST_S + 60
    made(tmp_path, today=0, lately=REST_S - 60, old=day, older=2 * day, oldest=3 * day)
    prune(tmp_path, keep=3)
    assert left(tmp_path) == ["lately", "old", "today"]
    prune(tmp_path, keep=3)
    assert left(tmp_path) == ["lately", "old", "today"]


def test_age_alone_does_not_remove_the_newest(tmp_path):
    made(tmp_path, a=50 * REST_S, b=40 * REST_S, c=30 * REST_S)
    prune(tmp_path, keep=2)
    assert left(tmp_path) == ["b", "c"]


def test_what_killed_writers_left_never_counts_as_newest(tmp_path):
    made(tmp_path, a=30 * REST_S, b=40 * REST_S, dot_partial=2 * REST_S, dot_young=60)
    prune(tmp_path, keep=2)
    assert left(tmp_path) == [".young", "a", "b"]


def test_only_what_fits_is_looked_at_and_files_are_left_alone(tmp_path):
    made(tmp_path, a=30 * REST_S, dot_partial=30 * REST_S)
    (tmp_path / ".file").write_text("x")
    os.utime(tmp_path / ".file", (0, 0))
    prune(tmp_path, pattern=".*")
    assert left(tmp_path) == [".file", "a"]


def test_a_folder_that_is_not_there_is_nothing_to_prune(tmp_path):
    prune(tmp_path / "none", keep=2)
    assert left(tmp_path) == []


def test_a_folder_another_process_took_first_is_no_fault(tmp_path, monkeypatch):
    made(tmp_path, a=30 * REST_S, b=31 * REST_S)
    real = type(tmp_path).rename

    def late(place, target):
        real(place, tmp_path / ".pruned-by-another")
        return real(place, target)

    monkeypatch.setattr(type(tmp_path), "rename", late)
    prune(tmp_path, keep=1)
    assert left(tmp_path) == [".pruned-by-another", "a"]
