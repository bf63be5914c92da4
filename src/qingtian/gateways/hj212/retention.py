"""How long frames are kept (保存期限), as declared."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "declared" / "retention.yaml"


@dataclass(frozen=True, slots=True)
class Retention:
    """``open_days`` as files that pages read (``QINGTIAN_FRAMES_DAYS``), then packed for ``kept_years``."""

    open_days: int
    kept_years: int
    basis: str
    basis_en: str
    certainty: str
    note: str
    note_en: str


@cache
def retention() -> Retention:
    """The declared periods; the days kept open may be set for this machine."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    own = os.environ.get("QINGTIAN_FRAMES_DAYS", "")
    return Retention(**declared | ({"open_days": int(own)} if own.isdigit() and int(own) else {}))
