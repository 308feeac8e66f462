"""Removing what nobody reads any more: older results, and what killed writers left.

There is no list of readers, so age decides: whatever changed within a day may be in use and stays.
"""

import contextlib
import shutil
import time
import uuid
from pathlib import Path

REST_S = 24 * 3600.0
"""No batch reads tables that were last written or asked for longer ago than this, in seconds."""
GONE = ".pruned-"


def prune(folder: Path, keep: int = 0, pattern: str = "*") -> None:
    """Remove the folders in `folder` that fit, but the newest `keep` and all younger than a day.

    A folder gets another name first, so that no reader finds half of one. Two processes may prune
    at once.
    """
    found = {place: place.stat().st_mtime for place in folder.glob(pattern) if place.is_dir()}
    hidden = [place for place in found if place.name.startswith(".")]
    shown = sorted(found.keys() - hidden, key=lambda place: found[place], reverse=True)
    for place in [*shown[keep:], *hidden]:
        if time.time() - found[place] > REST_S:
            with contextlib.suppress(FileNotFoundError):  # another process was faster
                gone = place.rename(place.with_name(f"{GONE}{uuid.uuid4().hex}"))
                shutil.rmtree(gone)
