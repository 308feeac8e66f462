"""The archive for offices without a network: which wheels, and an installation from it alone."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bundle.archive import EVERY, FOLDER, ROOT, write_archive
from bundle.wheels import PYTHONS, TARGETS, download, needed

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
INSTALL = (ROOT / "bundle" / "INSTALL.md").read_text(encoding="utf-8")
WINDOWS, LINUX, ARM = TARGETS


def names(target, python="3.12"):
    return {Requirement(line.split(" --hash=")[0]).name for line in needed(LOCK, target, python)}


def test_every_line_pins_one_version_and_carries_hashes():
    for target, python in EVERY.values():
        for line in needed(LOCK, target, python):
            assert re.fullmatch(r"[\w.-]+==\S+( --hash=sha256:[0-9a-f]{64})+", line), line


def test_no_package_is_asked_for_twice():
    for target, python in EVERY.values():
        lines = needed(LOCK, target, python)
        assert len({line.split("==")[0] for line in lines}) == len(lines)


def test_a_marker_is_judged_by_the_target_and_not_by_this_machine():
    assert {"colorama", "pywinpty"} <= names(WINDOWS)
    assert not {"colorama", "pywinpty"} & (names(LINUX) | names(ARM))
    assert {"ptyprocess", "pexpect"} <= names(LINUX) & names(ARM)
    assert "ptyprocess" not in names(WINDOWS)


def test_a_version_is_chosen_by_the_targets_python():
    def sphinx(python):
        return next(line for line in needed(LOCK, LINUX, python) if line.startswith("sphinx=="))

    assert len({sphinx(python).split()[0] for python in PYTHONS}) > 1


def test_it_is_three_lines_on_each_system_and_they_fetch_nothing():
    blocks = re.findall(r"```\w+\n(.*?)```", INSTALL, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        lines = block.splitlines()
        assert len(lines) == 3
        assert all("--no-index" in line for line in lines[1:])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="installs for the system it runs on")
def test_an_installation_from_the_archive_alone_makes_a_report(tmp_path):
    python = ".".join(map(str, sys.version_info[:2]))
    target = next(t for t in TARGETS if ("platform_machine", os.uname().machine) in t.markers)
    download(LOCK, target, python, tmp_path / "wheels")
    write_archive(tmp_path / "bundle.zip", tmp_path / "wheels", tmp_path / "no-site")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(tmp_path)
    project = tmp_path / FOLDER
    lines = re.search(r"```sh\n(.*?)```", INSTALL, re.DOTALL)[1].splitlines()
    commands = [lines[0].replace("python3", sys.executable), *lines[1:]]
    commands += [".venv/bin/analysis ingest demo-city"]
    commands += [".venv/bin/analysis run demo-city --county 139901 --notebook 05a"]
    alone = {k: v for k, v in os.environ.items() if k in {"HOME", "LANG"}}
    alone |= {"PATH": "/usr/bin:/bin", "PIP_CONFIG_FILE": os.devnull, "no_proxy": "*"}
    for command in commands:
        subprocess.run(command.split(), cwd=project, env=alone, check=True)
    (page,) = (project / "outputs").rglob("05a_titles.zh.html")
    assert "称号与资金" in Path(page).read_text(encoding="utf-8")
