"""Suggest (提示疑似重复): keep what was found for a report, in place of what was found before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingtian.apps.repeats.finding import Found, find
from qingtian.apps.repeats.models import Candidate


def suggest(proceeding: int, *, now: datetime) -> list[Candidate]:
    """Look again and keep the result; the rows of an earlier look go."""
    found = find(proceeding)
    with transaction.atomic():
        Candidate.objects.filter(petition=proceeding).delete()
        return Candidate.objects.bulk_create(_row(proceeding, one, now) for one in found)


def _row(proceeding: int, found: Found, now: datetime) -> Candidate:
    return Candidate(
        petition_id=proceeding,
        earlier_id=found.earlier,
        kind=found.verdict.kind,
        confidence=found.verdict.confidence,
        reasons=[[reason.code, reason.points, dict(reason.figures)] for reason in found.verdict.reasons],
        found_at=now,
    )
