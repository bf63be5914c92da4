"""Freeze the figures of a draft, and read them back (定稿数字): canonical JSON under its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from qingtian import __version__
from qingtian.apps.petition_figures.models import PetitionReport
from qingtian.apps.petition_figures.reports.computing import compute
from qingtian.apps.petition_figures.reports.kinds import KINDS
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.trail import sm3

NOTHING = Text("{period} 没有信访，也还没有那以后的数据。", "There is no petition of {period}, nor any data after it.")
FUTURE = Text("{period} 还没有开始。", "{period} has not begun.")


def canonical(figures: Mapping[str, Any]) -> str:
    """The one way these figures are written: sorted, no floats, no blanks."""
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def draft(
    kind_id: str, text: str, *, as_of: date, now: datetime, by: str = "", generated: bool = False
) -> PetitionReport:
    """Compute and freeze a draft, not yet saved. UnusableInput: no such period, not begun, nothing known of it."""
    kind = KINDS[kind_id]
    of = kind.period(text)
    if of.first > as_of:
        raise UnusableInput("figures.report_future", FUTURE.format(period=of.id))
    figures = compute(kind, of, as_of)
    if not figures["known"] or figures["known"][0] > of.last.isoformat():
        raise UnusableInput("figures.report_empty", NOTHING.format(period=of.id))
    written = canonical(figures)
    return PetitionReport(
        kind=kind.id,
        period=of.id,
        as_of=as_of,
        figures=written,
        sm3=sm3(written.encode()),
        program=__version__,
        made_at=now,
        made_by=by[:80],
        generated=generated,
    )


def read(report: PetitionReport) -> dict[str, Any]:
    """The frozen figures."""
    figures: dict[str, Any] = json.loads(report.figures)
    return figures
