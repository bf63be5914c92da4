"""What time brings (到期自动): acts the system may perform once their conditions hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from qingtian.apps.proceedings.actions.perform import StaleProceeding, perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import Actor, Procedure, Transition, load_procedures

SYSTEM = Actor(kind="system")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Swept:
    """One act time brought to a matter, or the sentence that refused it."""

    number: str
    act: str
    title: Text
    refused: Text | None = None


def brought_by_time(transition: Transition) -> bool:
    """Whether time alone may bring the act: by the system, on a condition, with nothing to be entered.

    A system act without a condition, or with something to enter, belongs to another act and is left to it.
    """
    by_system = any(who.actor == "system" for who in transition.by)
    asks_nothing = not any(declared.required for declared in transition.fields)
    return by_system and bool(transition.guards) and asks_nothing and not transition.kernel


def _states(procedure: Procedure) -> list[str]:
    acts = [t for t in procedure.transitions if brought_by_time(t)]
    return [s for s in procedure.open_states() if any(s in procedure.sources_of(t) for t in acts)]


def _waiting() -> list[int]:
    """Open matters standing in a state that time can end, of every procedure and edition."""
    where = Q(pk__in=[])
    for procedure in load_procedures():
        where |= Q(procedure=procedure.id, edition=procedure.edition, state__in=_states(procedure))
    return list(Proceeding.objects.filter(where, ended_on__isnull=True).order_by("pk").values_list("pk", flat=True))


def sweep_matters(*, on: date, now: datetime) -> Iterator[Swept]:
    """Perform, as the system, every act time has brought by ``on``; each in a transaction of its own.

    Doing it again finds nothing. A refusal is given back as a sentence and stops nothing else.
    """
    for pk in _waiting():
        while swept := _sweep(pk, on, now):
            yield swept
            if swept.refused:
                break


def _sweep(pk: int, on: date, now: datetime) -> Swept | None:
    for attempt in range(1, ATTEMPTS + 1):
        proceeding = Proceeding.objects.get(pk=pk)
        ready = [p.transition for p in possible(proceeding, SYSTEM, on) if p.allowed and brought_by_time(p.transition)]
        if proceeding.ended_on is not None or not ready:
            return None
        act, title = ready[0].act, ready[0].title
        try:
            perform(proceeding, act, by=SYSTEM, on=on, now=now, expected_seq=proceeding.seq)
        except Refused as refused:
            if attempt < ATTEMPTS and isinstance(refused, StaleProceeding):
                continue  # somebody acted in between: look again what is possible now
            return Swept(proceeding.number, act, title, refused.message)
        return Swept(proceeding.number, act, title)
    return None
