"""Change or correct one day (改一天、更正一天): range and pollutants; what was computed and issued first stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.forecasts.models import ForecastChange, ForecastDay
from qingtian.apps.proceedings.chapters import Performed


def change_day(performed: Performed) -> None:
    """Before it is issued."""
    _change(performed, correction=False)


def correct_day(performed: Performed) -> None:
    """After it was issued."""
    _change(performed, correction=True)


def _change(performed: Performed, *, correction: bool) -> None:
    row, values = _row(performed, performed.values), performed.values
    before = [row.low, row.high, row.primary]
    row.low, row.high, row.primary = int(values["low"]), int(values["high"]), list(values.get("primary") or [])
    row.changed = True
    row.save(update_fields=["low", "high", "primary", "changed"])
    ForecastChange.objects.create(
        day=row,
        act_seq=performed.act.seq,
        before=before,
        after=[row.low, row.high, row.primary],
        why=values["why"],
        post=performed.actor.post or "",
        at=performed.act.recorded_at,
        correction=correction,
    )


def undo_change(performed: Performed) -> None:
    """The act was voided: the day is again what the last change that stands made of it, or what was computed."""
    voided = performed.extra["voided"]
    change = ForecastChange.objects.select_related("day").get(
        day__forecast__proceeding=performed.proceeding, act_seq=voided["seq"]
    )
    row = change.day
    change.delete()
    last = row.changes.order_by("-act_seq").first()
    held = last.after if last else [row.model_low, row.model_high, row.model_primary]
    row.low, row.high, row.primary = held
    row.changed = last is not None
    row.save(update_fields=["low", "high", "primary", "changed"])


def _row(performed: Performed, values: Mapping[str, Any]) -> ForecastDay:
    return ForecastDay.objects.get(
        forecast__proceeding=performed.proceeding,
        place=values["place"],
        target=date.fromisoformat(str(values["target"])),
    )
