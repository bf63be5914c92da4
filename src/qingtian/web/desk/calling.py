"""After a call back: how it ended, recorded with one click beside the number (回访结果)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible, projection_of
from qingtian.web.desk.act_fields import FormField, Setting, form_fields
from qingtian.web.desk.seat import DeskRequest

ACT = "call_back"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The form of the act ``call_back`` as the act's own page takes it."""

    fields: list[FormField]
    expected: int
    once: str


def outcome(request: DeskRequest, found: Proceeding) -> Outcome | None:
    """The form, or nothing where the act is not this officer's now."""
    offered = (p for p in possible(found, request.actor, request.as_of) if p.transition.act == ACT and p.allowed)
    act = next(offered, None)
    if act is None:
        return None
    setting = Setting(request.actor, request.as_of, found, projection_of(found))
    fields = form_fields(act.transition, setting, {}, {}, {})
    return Outcome(fields, found.seq, secrets.token_urlsafe(18))
