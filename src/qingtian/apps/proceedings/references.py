"""Turn what a form or a program hands in (codes, numbers) into the references an act keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from qingtian.apps.parties.queries import named
from qingtian.apps.people.duty_lists import duty_reference
from qingtian.apps.people.models import Organ, Post
from qingtian.apps.people.queries import post_reference
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.systems import title_of
from qingtian.procedures.model import Transition
from qingtian.procedures.who import Actor


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom a reference is looked up: the legal day, the actor and the matter the act belongs to."""

    on: date
    by: Actor
    own: Proceeding | None = None


def organ(code: str, asking: Asking) -> Any:
    found = Organ.objects.select_related("parent").filter(code=code).first()
    return found.reference() if found else code


def post(code: str, asking: Asking) -> Any:
    found = Post.objects.select_related("organ__parent").filter(code=code).first()
    return post_reference(found, asking.on) if found else code


def area(code: str, asking: Asking) -> Any:
    found = Area.objects.filter(code=code).first()
    return found.reference() if found else code


def _hidden(found: Proceeding, asking: Asking) -> bool:
    """An accusation or a work secret is not found by somebody who may not see it: its state would tell."""
    secret = found.restricted or found.handling_mark == Proceeding.Handling.WORK_SECRET
    return secret and not may_see(asking.by, found)


def proceeding(number: str, asking: Asking) -> Any:
    """A matter by its number. The title is left out: it may change, and lists show the present one."""
    found = Proceeding.objects.filter(number=number.strip()).first()
    if found is None or _hidden(found, asking):
        return number
    return {
        "number": found.number,
        "uid": found.uid,
        "procedure": found.procedure,
        "state": found.state,
        "open": found.ended_on is None,
        "same": asking.own is not None and found.pk == asking.own.pk,
    }


def file(key: str, asking: Asking) -> Any:
    """A file just stored, or one of this matter; the files of another matter are not found."""
    usable = StoredFile.objects.filter(Q(proceeding=None) | Q(proceeding=asking.own))
    found = usable.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    return found.reference() if found else key


def system(code: str, asking: Asking) -> Any:
    """An upstream system this office declares, by the name it has on that day."""
    title = title_of(code)
    return {"system": code, "name": title.as_dict()} if title else code


def own_file(key: str, asking: Asking) -> Any:
    """A file this matter holds already."""
    known = key.isascii() and key.isdigit() and len(key) < 19 and asking.own is not None
    found = StoredFile.objects.filter(proceeding=asking.own, pk=key).first() if known else None
    return found.reference() if found else key


def duty(code: str, asking: Asking) -> Any:
    """A duty of the list in force on the legal day, or "none found"; one of another day is handed on as refused."""
    return duty_reference(code, asking.on)


def party(written: str, asking: Asking) -> Any:
    """A party by its number, its credit code or the exact name of a unit; of a natural person its number is kept."""
    found = named(written)
    return found.reference() if found else written


RESOLVERS: dict[str, Callable[[str, Asking], Any]] = {
    "organ": organ,
    "organs": organ,
    "post": post,
    "area": area,
    "proceeding": proceeding,
    "files": file,
    "system": system,
    "file": own_file,
    "duty": duty,
    "party": party,
}
#: types whose value is a list even when one thing was entered
LISTS = frozenset({"organs", "files"})


def resolved(
    transition: Transition, raw: Mapping[str, Any], *, on: date, by: Actor, own: Proceeding | None = None
) -> dict[str, Any]:
    """``raw`` with every code replaced by its reference as of ``on``; unknown codes stay, and are refused later.

    Only codes are taken. A ready-made reference from outside could claim a rank or a holder that the records deny.
    """
    values = dict(raw)
    asking = Asking(on, by, own)
    for declared in transition.fields:
        resolve = RESOLVERS.get(declared.type)
        value = values.get(declared.name)
        if resolve is None or value in (None, "", []):
            continue
        many = value if isinstance(value, list) else [value]
        if any("\0" in str(one) for one in many):
            continue  # in no code; PostgreSQL refuses the question, the act will refuse the value
        if isinstance(value, list) or declared.type in LISTS:
            values[declared.name] = [resolve(str(one), asking) for one in many]
        else:
            values[declared.name] = resolve(str(value), asking)
    return values
