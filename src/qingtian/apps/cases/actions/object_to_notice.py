"""Object to a notice (公示异议): anybody may, nobody is asked who they are; what looks like a person is covered."""

from __future__ import annotations

from datetime import date, datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.errors import Refused
from qingtian.insight.reading.personal import cover
from qingtian.language import Text
from qingtian.procedures.who import Actor

ANYONE = Actor(kind="anyone")
NOT_OPEN = Text(
    "这个整改现在不在公示期里，可能已经有人提出异议、正在答复。",
    "This rectification is not on notice at present; perhaps an objection is already being answered.",
)
STILL = Text(
    "可以当作污染问题反映，写上公示编号。", "You can report it as a matter of pollution and mention the notice."
)


def case_on_notice(notice: str) -> Proceeding | None:
    """The case a published notice is about, while it is on notice."""
    return Proceeding.objects.filter(
        procedure="five_ones_case", state="announced", publications__proceeding__number=notice
    ).first()


@sensitive_variables()
def object_to_notice(notice: str, words: str, *, on: date, now: datetime, once: str | None = None) -> Act:
    """Record the objection in the case. The same ``once`` records one; ``case.not_on_notice`` where none is taken."""
    if once and (earlier := Act.objects.filter(once=once).first()):
        return earlier
    case = case_on_notice(notice)
    if case is None:
        raise Refused("case.not_on_notice", NOT_OPEN, remedy=STILL)
    fields = {"objection": cover(words).text}
    return perform(case, "object", by=ANYONE, on=on, now=now, fields=fields, expected_seq=case.seq, once=once)
