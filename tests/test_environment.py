"""pyproject.toml, environment.yml and requirements.lock speak of the same packages."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def declared(*extras: str) -> set[str]:
    wanted = [*PROJECT["dependencies"], *(line for extra in extras for line in EXTRAS[extra])]
    return {str(Requirement(line)) for line in wanted}


def conda() -> tuple[list[str], list[str]]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [d for d in environment["dependencies"] if isinstance(d, str)]
    (pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    return plain, pip


def locked() -> list[tuple[str, Version, str]]:
    """Name, version and hashes of each entry of the lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    found = []
    for entry in entries:
        head = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", entry.strip())
        assert head, entry[:80]
        found.append((canonicalize_name(head[1]), Version(head[2]), entry))
    return found


def test_conda_users_get_the_same_packages_and_bounds():
    plain, pip = conda()
    assert [line for line in pip if line.startswith("-")] == ["--editable ."]
    assert {str(Requirement(line)) for line in pip if not line.startswith("-")} == declared(
        "test", "cluster", "docs"
    )
    assert f"python{PROJECT['requires-python']}" in plain


def test_the_lock_holds_every_package_within_its_bounds():
    versions: dict[str, list[Version]] = {}
    for name, version, _ in locked():
        versions.setdefault(name, []).append(version)
    for line in declared(*EXTRAS):
        requirement = Requirement(line)
        found = versions.get(canonicalize_name(requirement.name))
        assert found, f"{requirement.name} is not in the lock; run `make lock`"
        assert all(v in requirement.specifier for v in found), (requirement, found)


def test_the_lock_is_hashed_throughout_and_names_no_index():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert all("--hash=sha256:" in entry for _, _, entry in locked())
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)


def test_what_runs_is_what_is_locked():
    from importlib import metadata

    versions: dict[str, set[Version]] = {}
    for name, version, _ in locked():
        versions.setdefault(name, set()).add(version)
    for line in declared("test", "cluster", "docs"):
        name = canonicalize_name(Requirement(line).name)
        assert Version(metadata.version(name)) in versions[name], name
