"""Which wheels of the lock a system needs, and their download for a system that is not this one.

pip judges the markers of a lock by the machine it runs on, whatever `--platform` says; so the
lines that a target needs are chosen here, and pip is handed these alone.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13")
GLIBC = 28
"""The oldest GNU C library, 2.28 of 2018, that is served; wheels of older ones do there too."""


@dataclass(frozen=True)
class Target:
    """A system that the archive serves.

    `name` is what the archive calls it; `markers` are what the markers of a lock ask of it;
    `tags` the platforms whose wheels it can install.
    """

    name: str
    markers: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]


def _linux(name: str, machine: str) -> Target:
    markers = (
        ("sys_platform", "linux"),
        ("platform_system", "Linux"),
        ("os_name", "posix"),
        ("platform_machine", machine),
    )
    newer = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC, 4, -1)]
    return Target(name, markers, (*newer, f"manylinux2014_{machine}", f"linux_{machine}"))


_WINDOWS = (
    ("sys_platform", "win32"),
    ("platform_system", "Windows"),
    ("os_name", "nt"),
    ("platform_machine", "AMD64"),
)
TARGETS = (
    Target("windows-x64", _WINDOWS, ("win_amd64",)),
    _linux("linux-x64", "x86_64"),
    _linux("linux-arm64", "aarch64"),
)


def needed(lock: str, target: Target, python: str) -> list[str]:
    """Return the lines of a lock, with their hashes, that `target` needs for `python` ("3.12")."""
    environment = {
        **dict(target.markers),
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    return [
        f"{requirement.name}{requirement.specifier} {hashes}"
        for requirement, hashes in _entries(lock)
        if requirement.marker is None or requirement.marker.evaluate(environment)
    ]


def _entries(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Each requirement of a lock, and its hashes as pip writes them."""
    told = re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE).replace("\\\n", " ")
    for line in told.splitlines():
        words, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
        yield Requirement(words), " ".join(hashes)


def download(lock: str, target: Target, python: str, folder: Path) -> int:
    """Put the wheels of a target into `folder`, those that are there too; return how many it needs.

    Raises
    ------
    subprocess.CalledProcessError
        If a package has no wheel for the target, or none with a hash of the lock.
    """
    lines = needed(lock, target, python)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{target.name}-{python}.txt"
    wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
    command += [word for tag in target.tags for word in ("--platform", tag)]
    command += ["--dest", str(folder), "--requirement", str(wanted)]
    try:
        subprocess.run(command, check=True)
    finally:
        wanted.unlink()
    return len(lines)
