"""What is on the disk and belongs to no state: leavings of killed imports at once, replaced files after a day."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from qingtian.measurements.lake import catalogue
from qingtian.measurements.lake.catalogue import Current
from qingtian.measurements.lake.months import view_path

_DAY = 86_400


def sweep(root: Path, current: Current) -> int:
    """Remove them and say how many files went. The caller holds the lock; age is by the disk's own time."""
    lock = root / ".lock"
    os.utime(lock)
    old = lock.stat().st_mtime - _DAY
    shutil.rmtree(root / "work", ignore_errors=True)
    gone = _parts(root, current, old) + _views(root, current, old)
    for path in (root / "manifests").glob("*.json"):
        if int(path.name.split("-")[0]) > current.number:
            path.unlink()
            gone += 1
    return gone


def _parts(root: Path, current: Current, old: float) -> int:
    wanted, gone = {part.path for part in current.parts}, 0
    retired = set(current.retired)
    for path in (root / "parts").rglob("*.parquet"):
        name = path.relative_to(root).as_posix()
        if name in wanted or (name in retired and path.stat().st_mtime > old):
            continue
        path.unlink()
        gone += 1
    kept = [name for name in current.retired if (root / name).exists()]
    if kept != current.retired:
        current.retired = kept
        catalogue.save(root, current)
    return gone


def _views(root: Path, current: Current, old: float) -> int:
    gone = 0
    present = {view_path(root, month, current.last_touch(month, current.number)) for month in current.touched}
    for path in (root / "hourly").rglob("*.p*"):
        stale = path.suffix == ".parquet" and path not in present and int(path.stem) > current.number
        if stale or (path not in present and path.stat().st_mtime <= old):
            path.unlink()
            gone += 1
    return gone
