"""Open a matter (立件) by the first act of its procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from qingtian.apps.proceedings.actions.perform import TokenUsed, perform_within
from qingtian.apps.proceedings.models import Act, Proceeding, next_number
from qingtian.procedures import Actor, load_procedures
from qingtian.procedures.model import START


def open_proceeding(
    procedure_id: str,
    *,
    by: Actor,
    on: date,
    now: datetime,
    title: str,
    fields: Mapping[str, Any],
    once: str | None = None,
    title_language: str = "zh-Hans",
    generated: bool = False,
    extra: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Proceeding:
    """Create a matter under the edition in force on ``on`` and perform its opening act, or nothing at all.

    The same ``once`` token returns the matter it opened before, also when both come at the same moment. Raises Refused
    as ``perform`` does.
    """
    row = {"title": title, "title_language": title_language, "generated": generated}
    try:
        with transaction.atomic():
            return _opened_before(once) or _open(procedure_id, row, by, on, now, fields, once, extra, reason)
    except (IntegrityError, TokenUsed):
        if earlier := _opened_before(once):
            return earlier
        raise


def _opened_before(once: str | None) -> Proceeding | None:
    act = Act.objects.filter(once=once, seq=1).select_related("proceeding").first() if once else None
    return act.proceeding if act else None


def _open(
    procedure_id: str,
    row: Mapping[str, Any],
    by: Actor,
    on: date,
    now: datetime,
    fields: Mapping[str, Any],
    once: str | None,
    extra: Mapping[str, Any] | None,
    reason: str,
) -> Proceeding:
    procedure = load_procedures().on(procedure_id, on)
    proceeding = Proceeding.objects.create(
        number=next_number(procedure.prefix, on.year),
        procedure=procedure.id,
        edition=procedure.edition,
        state=START,
        **row,
    )
    opening = procedure.transitions_from(START)[0]
    given = {"by": by, "on": on, "now": now, "fields": fields, "reason": reason, "once": once, "extra": extra}
    return perform_within(proceeding, opening.act, expected_seq=0, **given).proceeding
