"""The list of faults on a console that lacks some of its characters."""

import os
import subprocess
import sys

import pytest

from .conftest import output_workbook


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "utf-8"])
def test_every_fault_is_written_whatever_the_console_lacks(city, encoding):
    folder = city()
    rows = [["139901", "云渚区", "13", 6, "12𬬭", 1000], ["139902", "青岚县😀", "17", 4, 300, 310]]
    output_workbook(folder, rows)
    said = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "check", str(folder)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    text = said.stdout.decode(encoding)
    assert said.returncode == 2
    assert said.stderr == b""
    assert text.count("error: ") == 2
    assert ("12𬬭" if encoding == "utf-8" else "12\\U0002cb2d") in text
