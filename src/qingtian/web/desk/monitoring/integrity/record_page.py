"""How well it works: false alarms of the past by pattern and reason, and what the trial on public data showed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.integrity.queries import Record, track_record
from qingtian.integrity.trial import load_trial
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.integrity.words import NAV, READING, choices_of, pattern_name
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
@only(READING)
def record(request: DeskRequest) -> HttpResponse:
    """Findings in the officer's own sight alone are counted."""
    total, each = track_record(request.actor)
    context = {
        "total": total,
        "rows": [(one, pattern_name(one.pattern), _rate(one)) for one in each],
        "total_rate": _rate(total),
        "reasons": _reasons(total),
        "trial": load_trial(),
        "kinds": [(pattern_name(one.kind), one) for one in load_trial().kinds],
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/integrity/record.html", context)


def _rate(one: Record) -> str:
    return "—" if one.false_rate is None else f"{one.false_rate:.0f}%"


def _reasons(total: Record) -> list[tuple[Text, int]]:
    words = choices_of("judge", "reason")
    return [(words[code], count) for code, count in total.reasons.most_common() if code in words]
