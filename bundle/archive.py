"""Write the archive: the project as committed, its documentation, the wheels of every system.

    python -m bundle.archive OUT.zip [--wheels FOLDER] [--target NAME-PYTHON …]

What the project needs to draw and to write is in it: the font lies in the package. How it is
installed stands in `bundle/INSTALL.md`, which the archive repeats at its head.
"""

import argparse
import subprocess
import time
import zipfile
from pathlib import Path

from bundle.wheels import PYTHONS, TARGETS, download

ROOT = Path(__file__).parents[1]
FOLDER = "county-analysis"
EVERY = {f"{target.name}-{python}": (target, python) for target in TARGETS for python in PYTHONS}


def write_archive(out: Path, wheels: Path, site: Path) -> None:
    """Write the last commit, how to install it, the pages of `site` and all wheels to `out`."""
    prefix = f"--prefix={FOLDER}/"
    command = ["git", "archive", "--format=zip", prefix, f"--output={out.resolve()}", "HEAD"]
    subprocess.run(command, cwd=ROOT, check=True)
    with zipfile.ZipFile(out, "a") as archive:
        archive.write(ROOT / "bundle" / "INSTALL.md", f"{FOLDER}/INSTALL.md")
        for page in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{FOLDER}/site/{page.relative_to(site).as_posix()}"
            archive.write(page, name, zipfile.ZIP_DEFLATED)
        for wheel in sorted(wheels.glob("*.whl")):  # compressed already
            archive.write(wheel, f"{FOLDER}/wheels/{wheel.name}", zipfile.ZIP_STORED)


def main() -> None:
    """Download the wheels of the targets, write the archive, and say how large each is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wheels", type=Path, default=ROOT / ".wheels")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--target", nargs="*", choices=EVERY, default=list(EVERY))
    chosen = parser.parse_args()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in chosen.target:
        start = time.monotonic()
        count = download(lock, *EVERY[name], chosen.wheels)
        print(f"{name}: {count} wheels, {time.monotonic() - start:.0f} s", flush=True)
    write_archive(chosen.out, chosen.wheels, chosen.site)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
