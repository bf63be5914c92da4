"""Note that matters were entered there: each its own act, through ``perform``, never around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, Proceeding, UpstreamNumber
from qingtian.errors import QingtianError
from qingtian.gateways.upstream.model import System
from qingtian.language import Text
from qingtian.procedures.who import Actor

ACT = "note_upstream"
#: role of whoever may note a number, by the kernel's declaration
ROLE = "clerk"
#: length of a form token in the trail
TOKEN = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter as somebody just typed it there. ``seen`` is the number of acts they were looking at."""

    matter: Proceeding
    seen: int
    number: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of one entry: the act, or why there is none."""

    entry: Entry
    act: Act | None
    why: Text | None = None


def note(system: System, entry: Entry, *, by: Actor, on: date, now: datetime, once: str) -> Act:
    """Record one entry. An entry that names no number keeps the one noted before. Raises what ``perform`` raises."""
    kept = UpstreamNumber.objects.filter(proceeding=entry.matter, system=system.id).values_list("number", flat=True)
    number = entry.number.strip() or next(iter(kept), "")
    fields = {"system": system.id, "system_number": number, "uploaded": "1", "difference": entry.difference}
    return perform(entry.matter, ACT, by=by, on=on, now=now, fields=fields, expected_seq=entry.seen, once=once[:TOKEN])


def note_many(
    system: System, entries: Sequence[Entry], *, by: Actor, on: date, now: datetime, token: str
) -> list[Noted]:
    """Record several, one act each; one that is refused stops no other. The same ``token`` again does nothing twice."""
    found = []
    for entry in entries:
        try:
            act = note(system, entry, by=by, on=on, now=now, once=f"{token}-{system.id}-{entry.matter.pk}")
        except QingtianError as refused:
            found.append(Noted(entry, None, refused.message))
        else:
            found.append(Noted(entry, act))
    return found
