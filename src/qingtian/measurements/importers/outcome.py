"""What became of the files of an import (导入结果)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from qingtian.language import Text
from qingtian.measurements.lake.append import Added


@dataclass(slots=True)
class FileOutcome:
    """One file: ``rows`` read, ``rejected`` by reason, ``repeated`` rows that said the same again."""

    name: str
    feed: str
    encoding: str = ""
    bytes: int = 0
    rows: int = 0
    repeated: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    rejects: Path | None = None
    warnings: list[Text] = field(default_factory=list)
    months: dict[str, list[Path]] = field(default_factory=dict)
    sha256: str = ""

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "file": self.name,
            "feed": self.feed,
            "encoding": self.encoding,
            "sha256": self.sha256,
            "rows": self.rows,
            "repeated": self.repeated,
            "rejected": dict(sorted(self.rejected.items())),
            "rejects": str(self.rejects) if self.rejects else None,
            "warnings": [one.as_dict() for one in self.warnings],
        }


@dataclass(slots=True)
class Outcome:
    """All files of one import and what they added; values are item-hours."""

    files: list[FileOutcome] = field(default_factory=list)
    added: Added = field(default_factory=Added)

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        snapshot = self.added.snapshot
        return {
            "files": [one.as_dict() for one in self.files],
            "snapshot": snapshot.id if snapshot else None,
            "values": {
                "new": self.added.new,
                "revised": self.added.revised,
                "unchanged": self.added.unchanged,
            },
            "months": self.added.months,
        }
