"""Questions about parties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from qingtian.apps.parties.credit_code import tidy
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.policy import may_read
from qingtian.apps.places.models import Area
from qingtian.apps.places.within import within
from qingtian.procedures.who import Actor

SUGGESTED = 30


def named(written: str) -> Party | None:
    """The party meant by a number, a credit code or the exact name of a unit that only one unit has."""
    plain = written.strip()
    found = Party.objects.filter(number=plain.upper()).first()
    if found or not plain:
        return found
    if by_code := Party.objects.filter(credit_code=tidy(plain)).exclude(credit_code="").first():
        return by_code
    same = list(Party.objects.filter(kind=Party.Kind.UNIT, name=plain)[:2])
    return same[0] if len(same) == 1 else None


def of_reference(reference: Mapping[str, Any] | None) -> Party | None:
    """The row behind the fact ``party`` of a matter."""
    return Party.objects.filter(number=str((reference or {}).get("number", ""))).first()


def name_for(party: Party, actor: Actor) -> str:
    """The name for this reader: of a natural person the number only, for who has nothing to do with parties."""
    return party.number if party.is_person and not may_read(actor) else party.name


def suggested(area: Area | None) -> list[Party]:
    """Parties a form offers: units, of the matter's area first where it has one."""
    found = Party.objects.filter(kind=Party.Kind.UNIT)
    if area is not None:
        found = found.filter(area=area)
    return list(found.order_by("-key_unit", "name")[:SUGGESTED])


def matching(words: str, area: str = "", kind: str = "") -> QuerySet[Party]:
    """Parties whose number, code or name holds ``words``, the most recently entered first."""
    found = Party.objects.select_related("area").order_by("-pk")
    if plain := words.strip():
        code = tidy(plain)
        found = found.filter(Q(name__contains=plain) | Q(number=plain.upper()) | Q(credit_code=code))
    found = found.filter(within(area))
    return found.filter(kind=kind) if kind in Party.Kind.values else found
