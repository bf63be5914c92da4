"""Freeze the figures of a draft, and read them back: canonical JSON under its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from qingtian import __version__
from qingtian.apps.oversight.annual.computing import compute
from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.trail import sm3


def canonical(figures: Mapping[str, Any]) -> str:
    """The one way these figures are written: sorted, no floats, no blanks; days as ISO 8601."""
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def draft(
    item: OversightItem,
    *,
    as_of: date,
    now: datetime,
    by: str = "",
    target: str = "",
    target_basis: str = "",
) -> AnnualDraft:
    """Compute and freeze a draft, not yet saved. Raises UnusableInput for a target that is no share."""
    written = canonical(compute(item, as_of, target, target_basis))
    return AnnualDraft(
        proceeding=item.proceeding,
        as_of=as_of,
        figures=written,
        sm3=sm3(written.encode()),
        program=__version__,
        made_at=now,
        made_by=by[:80],
        generated=item.proceeding.generated,
    )


def read(made: AnnualDraft) -> dict[str, Any]:
    """The frozen figures."""
    figures: dict[str, Any] = json.loads(made.figures)
    return figures
