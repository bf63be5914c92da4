"""What the lake holds (目录): ``current.json`` is the state, ``manifests/`` one small file an import.

A snapshot is the number of the last import it holds. An import writes its parts, then its manifest, then
``current.json``; the last rename is the moment it happens. What a killed import left is in no ``current.json`` and is
swept by the next one. Parts that were merged into another stay a day, for readers and backups that have begun.

``current.json`` sorts before ``manifests`` and ``parts``: a copy made in that order while imports go on is whole.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.lake.files import write_json
from qingtian.trail import canonical, sm3

FORMAT = 1
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Part:
    """One immutable file. ``month`` is ``2026-10`` for readings and empty for decisions."""

    path: str
    month: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the lake that can be asked for again: ``id`` is ``number-digest``; ``made_at`` is UTC."""

    number: int
    id: str
    made_at: datetime


@dataclass
class Current:
    """The contents of ``current.json``.

    ``touched``: month → the runs ``[first, last]`` of import numbers that wrote in it. ``retired``: parts merged away
    that readers and backups that have begun may still want.
    """

    number: int = 0
    id: str = "0-empty"
    parts: list[Part] = field(default_factory=list)
    touched: dict[str, list[list[int]]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)

    def touch(self, month: str, number: int) -> None:
        """Note that import ``number`` wrote in ``month``."""
        runs = self.touched.setdefault(month, [])
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])

    def last_touch(self, month: str, upto: int) -> int:
        """The last import not after ``upto`` that wrote in ``month``; 0 if none did."""
        return max((min(last, upto) for first, last in self.touched.get(month, []) if first <= upto), default=0)

    def of(self, month: str) -> list[Part]:
        """The parts of a month."""
        return [part for part in self.parts if part.month == month]


def load(root: Path) -> Current:
    """The present state; an empty one where there is no lake. UnusableInput ``lake.broken``, ``lake.newer``."""
    path = root / "current.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        form = content.pop("format")
        if form != FORMAT:
            raise _newer(root)
        parts = [Part(**part) for part in content.pop("parts")]
        return Current(parts=parts, **content)
    except FileNotFoundError:
        return Current()
    except (ValueError, KeyError, TypeError) as error:
        raise broken(root, path.name) from error


def save(root: Path, current: Current) -> None:
    """The moment of a commit."""
    write_json(root / "current.json", {"format": FORMAT, **asdict(current)})


def commit(root: Path, current: Current, made_at: datetime, body: dict[str, Any]) -> Snapshot:
    """Write the manifest of the next number and make ``current`` the state; the id commits to all before it."""
    whole = {**body, "number": current.number, "before": current.id, "made_at": made_at.isoformat()}
    current.id = f"{current.number}-{sm3(canonical(whole))[:10]}"
    name = f"{current.number:08d}-{made_at:{_STAMP}}.json"
    write_json(root / "manifests" / name, {"id": current.id, **whole})
    save(root, current)
    return Snapshot(current.number, current.id, made_at)


def made(root: Path, upto: int) -> list[tuple[int, datetime]]:
    """Number and moment of every import up to ``upto``, read from the names of the manifests."""
    found = []
    for path in sorted((root / "manifests").glob("*.json")):
        number, _, stamp = path.stem.partition("-")
        if int(number) <= upto:
            found.append((int(number), datetime.strptime(f"{stamp}+0000", f"{_STAMP}%z")))
    return found


def manifest(root: Path, number: int) -> dict[str, Any]:
    """What an import said of itself. UnusableInput ``lake.no_snapshot``."""
    for path in (root / "manifests").glob(f"{number:08d}-*.json"):
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found
    raise no_snapshot(root, str(number))


def no_snapshot(root: Path, wanted: str) -> UnusableInput:
    """The lake does not know a snapshot."""
    return UnusableInput(
        "lake.no_snapshot",
        Text("数据湖里没有这个快照：{wanted}。", "the lake has no such snapshot: {wanted}.").format(wanted=wanted),
        where=str(root),
    )


def broken(root: Path, name: str) -> UnusableInput:
    """A file of the lake is not what was written."""
    return UnusableInput(
        "lake.broken",
        Text("数据湖的文件坏了：{name}。", "a file of the lake is broken: {name}.").format(name=name),
        where=str(root),
        remedy=Text("从备份恢复这个文件夹。", "Bring the folder back from a backup."),
    )


def _newer(root: Path) -> UnusableInput:
    return UnusableInput(
        "lake.newer",
        Text("这个数据湖是更新的程序写的。", "this lake was written by a newer program."),
        where=str(root),
        remedy=Text("用不低于它的版本打开。", "Open it with that version or a later one."),
    )
