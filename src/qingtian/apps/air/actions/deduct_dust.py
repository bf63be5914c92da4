"""Dust deduction (沙尘扣除): the effects of reporting it and of entering what was decided above."""

from __future__ import annotations

from datetime import date

from qingtian.apps.air.actions.owe import owe, owe_undo
from qingtian.apps.air.actions.spans import Span, span_of
from qingtian.apps.air.models import DustCase
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.chapters import Performed

#: dust is in the particles; the gases are evaluated as measured
ITEMS = ("PM10", "PM2_5")


def report(performed: Performed) -> None:
    """The effect of ``report_dust``: nothing is deducted."""
    span = span_of(performed.values)
    assert span is not None, "the declaration asks for the hours"
    case = DustCase.objects.create(proceeding=performed.proceeding, **span.as_columns())
    case.stations.set(Station.objects.filter(code__in=performed.values["stations"].split()))


def note_answer(performed: Performed) -> None:
    """The effect of ``note_answer``: accepted hours are owed to the lake, whatever stood before is taken back."""
    values = performed.values
    case = DustCase.objects.select_for_update().get(proceeding=performed.proceeding)
    case.answer_number = values["number"][:120]
    case.answered_on = date.fromisoformat(values["answered_on"])
    if accepted := span_of(values):
        for name, value in accepted.as_columns().items():
            setattr(case, name, value)
    case.save()
    owe_undo(performed, values["number"])
    if values["answer"] == "accepted":
        span = Span(case.first_day, case.first_hour, case.last_day, case.last_hour)
        stations = case.stations.order_by("code").values_list("code", flat=True)
        owe(performed, stations, ITEMS, span, "dust", values["number"])
