"""Enter the facts of a case (登记事实数据): another edition of its sheet, from which candidate crimes are computed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.transfers.models import CrimeFactSheet
from qingtian.apps.transfers.sheet import as_stored
from qingtian.enforcement.candidate_crime import candidate_crime
from qingtian.enforcement.crime_facts import CrimeFacts
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.calendars import Calendar
from qingtian.procedures.who import Actor

ENDED = Text("这一案已经办结，事实数据不再改。", "The case has ended; its facts are not changed any more.")
AHEAD = Text("行为日在今天以后。", "The day of the act lies ahead.")


@transaction.atomic
def enter_facts(case: Proceeding, facts: CrimeFacts, *, by: Actor, now: datetime) -> CrimeFactSheet:
    """Raises Refused ``transfers.case_ended``, ``transfers.act_ahead``, and what :func:`candidate_crime` raises."""
    locked = Proceeding.objects.select_for_update().get(pk=case.pk)
    if locked.ended_on:
        raise Refused("transfers.case_ended", ENDED, where=locked.number)
    if facts.act_on > now.date():
        raise Refused("transfers.act_ahead", AHEAD, where="act_on")
    candidate_crime(facts, load_law(), Calendar())
    return CrimeFactSheet.objects.create(
        case=locked,
        edition=locked.crime_fact_sheets.count() + 1,
        act_on=facts.act_on,
        facts=as_stored(facts),
        post=by.post or "",
        entered_at=now,
    )
