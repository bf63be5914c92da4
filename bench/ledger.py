"""What an office takes without the product: a CSV ledger, sorted for the earliest, searched line by line."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from qingtian.apps.proceedings.models import Proceeding

COLUMNS = ("number", "title", "petition__place", "next_due", "owner_organ", "state")


def written() -> Path:
    """All matters as a ledger, one a line."""
    path = Path(tempfile.mkdtemp(prefix="qingtian-ledger-")) / "ledger.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(Proceeding.objects.values_list(*COLUMNS).iterator(chunk_size=5000))
    return path


def sorted_ledger(path: Path) -> list[list[str]]:
    """Open the ledger and put the earliest first."""
    with path.open(encoding="utf-8", newline="") as lines:
        return sorted((row for row in csv.reader(lines) if row[3]), key=lambda row: row[3])[:20]


def searched_ledger(path: Path, word: str) -> list[str]:
    """Read the ledger for a word; the newest fifty hits."""
    with path.open(encoding="utf-8") as lines:
        return [line for line in lines if word in line][-50:]
