"""What the trial on public data showed (试验结果): figures measured by ``bench.integrity``, kept with their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

DECLARED = Path(__file__).parent / "declared" / "trial.yaml"


@dataclass(frozen=True, slots=True)
class KindFound:
    """Per cent of a kind's days found at two false days in a hundred: all of them, and those with changed hours."""

    kind: str
    days: int
    found: int
    changed_found: int


@dataclass(frozen=True, slots=True)
class Trial:
    """``auroc`` and ``precision`` (average precision) over all station-days, cross-validated by station."""

    measured_on: date
    auroc: float
    precision: float
    changed_auroc: float
    changed_precision: float
    kinds: tuple[KindFound, ...]


@cache
def load_trial() -> Trial:
    """The figures of the last trial."""
    told = yaml.safe_load(DECLARED.read_text(encoding="utf-8"))
    kinds = tuple(KindFound(kind, *values) for kind, values in told.pop("kinds").items())
    return Trial(**told, kinds=kinds)
