"""Fingerprints change with content and name, and with nothing else."""

import hashlib
import os

from analysis import fingerprint


def test_a_file_is_its_sha256(tmp_path):
    file = tmp_path / "x"
    file.write_bytes(b"abc")
    assert fingerprint.of_file(file) == hashlib.sha256(b"abc").hexdigest()


def test_a_tree_depends_on_names_and_contents(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    first = fingerprint.of_tree(tmp_path)
    os.utime(tmp_path / "a", (1, 1))
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint.of_tree(tmp_path) == first
    (tmp_path / "a").write_bytes(b"2")
    changed = fingerprint.of_tree(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, changed, fingerprint.of_tree(tmp_path)}) == 3


def test_rooms_are_told_apart():
    assert fingerprint.of_code("growth") != fingerprint.of_code("growth", "tables")
    assert fingerprint.of_code("tables", "growth") == fingerprint.of_code("growth", "tables")
