"""What follows the last run of a batch: first pages, and links that lead to what is there."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.reports.front import FrontPage
from analysis.reports.index import write_index
from analysis.reports.links import There, led, to_lead
from analysis.reports.manifest import FILE as MANIFEST
from analysis.reports.manifest import Manifest, Record, read_manifest
from analysis.reports.plan import Plan
from analysis.reports.run import Name, Run
from analysis.reports.storage import Storage
from analysis.reports.ways import FIRST


@dataclass(frozen=True)
class Closing:
    """Closes a batch, however it ended.

    Parameters
    ----------
    plan, front
        What was to be done, and the front page.
    storage
        Where reports are put up; None where they stay.
    manifest
        Open for appending.
    """

    plan: Plan
    storage: Storage | None
    manifest: Manifest
    front: FrontPage

    def close(self, ended: Collection[Name]) -> None:
        """Write the first pages and set the links of pages; `ended` are the runs of this batch."""
        released, there = self.plan.folders.released, self._there()
        written = write_index(self.plan, there, self.front)
        records = read_manifest(released)
        for run in to_lead(self.plan.runs, records, ended, there):
            self._lead(run, records[run.name], there)
        if self.storage:
            for file in (released / MANIFEST, *written):
                self.storage.put(file)

    def _lead(self, run: Run, record: Record, there: There) -> None:
        """Have the links of a page lead to what is there, and record the page as it is then."""
        if self.storage and not run.html.is_file():
            self.storage.fetch(run.html, run.html)
            self._led(run, record, there)
            run.html.unlink()  # what lies on the storage is not kept here too
        else:
            self._led(run, record, there)

    def _led(self, run: Run, record: Record, there: There) -> None:
        before = run.html.read_bytes()
        content = led(before.decode(), run.html.parent, there).encode()
        if content == before:
            return
        write_atomic(run.html, content)
        changed = replace(record, html_sha256=hashlib.sha256(content).hexdigest())
        self.manifest.append(changed)
        if self.storage:
            self.storage.deposit(run, "", changed.html_sha256, float(record.seconds))

    def _there(self) -> There:
        """Return what tells whether there is a page, here or on the storage."""
        storage = self.storage
        if storage is None:
            return Path.is_file
        names = storage.there(self.plan.folders.released)
        return lambda page: storage.name(page) in names


def leave_nothing(released: Path, root: Path) -> None:
    """Remove a folder in which only a list of what was left out would stand, and those above it."""
    names = {*FIRST.values()}
    if any(page.name not in names for page in released.rglob("*.html")):
        return
    for index in [page for page in released.rglob("*.html") if page.name in names]:
        index.unlink()
        if index.parent != released and not any(index.parent.iterdir()):
            index.parent.rmdir()
    (released / MANIFEST).unlink(missing_ok=True)
    for folder in (released, *released.parents):
        if folder == root or any(folder.iterdir()):
            return
        folder.rmdir()
