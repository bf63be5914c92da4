"""The list of violators as everybody may read it: who is on it that day, what was taken down and why, and the terms.

Which entries are shown is decided by the day alone, in ``apps.credit.queries``: nothing stays a day too long. A natural
person's name was masked before it was written into the entry; the name itself is nowhere within reach of this room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator

from qingtian.apps.credit.levels import level_named, levels
from qingtian.apps.credit.models import ListEntry
from qingtian.apps.credit.queries import matching, shown_on, taken_down_on
from qingtian.apps.people.models import Organ
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import quantity

KIND = "violator_entry"
ONE_DAY = timedelta(days=1)
LIST_KINDS: Mapping[str, Text] = {
    "public_list": Text("违法者名单", "Public list of violators"),
    "serious_dishonesty": Text("严重失信主体名单", "List of serious dishonesty"),
}
IN_PUBLICATION = Text("公示中", "In publication")
TAKEN_DOWN = Text("已撤下", "Taken down")
#: entries of one file or feed; a city has some hundred
MOST = 5000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader looks for."""

    words: str = ""
    level: str = ""
    list_kind: str = ""


@dataclass(frozen=True, slots=True)
class ShownViolators:
    """One page of the list, or why nothing is shown."""

    rows: list[Shown]
    page: Page[Any] | None
    shut: Shown | None = None


def violators_shown(gate: Gate, asked: Asked, day: date, page: str | None, size: int) -> ShownViolators:
    """The entries of that day, the latest listing first."""
    if (shut := gate.closed(KIND)) is not None:
        return ShownViolators([], None, shut)
    found = Paginator(_found(asked, day), size).get_page(page)
    return ShownViolators(_admitted(gate, found.object_list), found)


def all_violators_shown(gate: Gate, asked: Asked, day: date) -> list[Shown]:
    """The same entries without pages, for a file or a feed."""
    return [] if gate.closed(KIND) is not None else _admitted(gate, _found(asked, day)[:MOST])


def violators_taken_down_shown(gate: Gate, day: date) -> list[Shown]:
    """What was taken down: number, decision, reason and day; no name. It stands until the entry would have ended."""
    if gate.closed(KIND) is not None:
        return []
    held = list(taken_down_on(day).select_related("proceeding")[:MOST])
    offices = _offices(held)
    return gate.admit_all(Publishable(KIND, _gone(one, offices), one.proceeding.number) for one in held)


def terms_shown(gate: Gate, day: date) -> Shown:
    """How long each level is published, by the law of that day, with basis and certainty."""
    return gate.admit(Publishable(KIND, {"terms": _terms(day)}))


def _found(asked: Asked, day: date) -> Any:
    found = matching(shown_on(day), asked.words, asked.level, asked.list_kind)
    return found.select_related("proceeding")


def _admitted(gate: Gate, entries: Iterable[ListEntry]) -> list[Shown]:
    held = list(entries)
    offices = _offices(held)
    return gate.admit_all(Publishable(KIND, _fields(one, offices), one.proceeding.number) for one in held)


def _offices(entries: Iterable[ListEntry]) -> dict[str, Text]:
    named = Organ.objects.filter(code__in={one.office for one in entries})
    return {organ.code: Text(organ.name_zh, organ.name_en) for organ in named}


def _fields(entry: ListEntry, offices: Mapping[str, Text]) -> dict[str, object]:
    return {
        "number": entry.proceeding.number,
        "name": entry.name,
        "masked": entry.is_person,
        "code": entry.credit_code,
        "what": entry.what,
        "level": level_named(entry.level).title,
        "list_kind": LIST_KINDS[entry.list_kind],
        "legal_basis": entry.legal_basis,
        "decision_number": entry.decision_number,
        "decided_on": entry.decided_on,
        "office": offices.get(entry.office),
        "first_day": entry.first_day,
        "last_day": entry.last_day,
        "repair_from": entry.shortest + ONE_DAY if entry.shortest else entry.first_day,
        "status": IN_PUBLICATION,
    }


def _gone(entry: ListEntry, offices: Mapping[str, Text]) -> dict[str, object]:
    return {
        "number": entry.proceeding.number,
        "decision_number": entry.decision_number,
        "office": offices.get(entry.office),
        "withdrawn": entry.withdrawn_for,
        "withdrawn_on": entry.hidden_from,
        "status": TAKEN_DOWN,
    }


def _terms(day: date) -> list[dict[str, object]]:
    """A line a level; a term the law did not have that day is left out."""
    law, found = load_law(), []
    for level in levels():
        line: dict[str, object] = {"level": level.title}
        for name, limit in (("shortest", level.shortest), ("longest", level.longest)):
            try:
                held = law.limit(limit, on=day) if limit else None
            except QingtianError:
                held = None
            if held is not None:
                line |= {
                    name: quantity(held.value, held.unit),
                    "basis": law.cite(held.basis),
                    "certainty": held.certainty,
                }
        found.append(line)
    return found
