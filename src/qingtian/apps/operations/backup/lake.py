"""The lake in a backup: copied while imports go on, whole because of the order, proved by the id of its snapshot.

The walk copies ``current.json`` first, then the manifests, then the parts: what the copied state names was written
before it and stays for a day after it is merged away. What an import adds meanwhile is in no state of the copy; the
next import sweeps it.
"""

from __future__ import annotations

from pathlib import Path

from qingtian.apps.operations.backup.folder import LAKE
from qingtian.measurements.lake import Lake, catalogue


def snapshot_in(data: Path) -> str:
    """The id of the snapshot a data folder, or a copy of one, holds; empty where there is no lake."""
    root = data / LAKE
    return Lake(root).snapshot().id if (root / "current.json").exists() else ""


def lost(data: Path) -> list[str]:
    """Parts the state of a copied lake names and the copy does not hold."""
    root = data / LAKE
    return [f"{LAKE}/{part.path}" for part in catalogue.load(root).parts if not (root / part.path).exists()]


def broken(data: Path) -> list[str]:
    """Parts of a lake that are not what was written."""
    return Lake(data / LAKE).verify()
