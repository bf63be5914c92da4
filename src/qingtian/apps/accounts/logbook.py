"""Write the log, and put questions to it. The one entrance: ``note``."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from qingtian.apps.accounts.kinds import GROUPS, Group, Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.people.models import Person
from qingtian.language import Text

NOTHING = Text("—", "—")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does it: the person, the post in words of the day (with "for Y" while standing in), the address."""

    person: Person | None = None
    post: str = ""
    address: str = ""


def kept_address(address: str) -> str:
    """What is kept of where somebody sits: a private address whole, a public one without its last part.

    Inside the office the address tells which computer it was; outside it would tell where an official lives.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.is_private or parsed.is_loopback:
        return str(parsed)
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network(f"{parsed}/{prefix}", strict=False))


def note(kind: Kind, *, at: datetime, by: Doer, about: Person | None = None, what: Text = NOTHING) -> LogEntry:
    """One more entry. ``about`` is whom it concerns, empty when that is the doer; no secret belongs in ``what``."""
    person = by.person
    return LogEntry.objects.create(
        at=at,
        kind=kind.value,
        person_code=person.code if person else "",
        person=person.name_zh if person else "",
        post=by.post[:200],
        about_code=about.code if about else "",
        about=about.name_zh if about else "",
        what_zh="" if what == NOTHING else what.zh[:200],
        what_en="" if what == NOTHING else what.en[:300],
        address=kept_address(by.address),
    )


def entries(group: Group, *, since: datetime, until: datetime, person: str = "", kind: str = "") -> QuerySet[LogEntry]:
    """The log under one heading, newest first (``until`` excluded); ``person`` is part of a name or a code, of whoever
    did it or whom it concerns."""
    wanted = [each.value for each in GROUPS[group] if not kind or each.value == kind]
    found = LogEntry.objects.filter(kind__in=wanted, at__gte=since, at__lt=until)
    if person:
        found = found.filter(
            Q(person__contains=person) | Q(about__contains=person) | Q(person_code=person) | Q(about_code=person)
        )
    return found


def recent_sign_ins(person: Person, number: int = 10) -> list[LogEntry]:
    """The latest sign-ins and failed tries in this person's name, for the person."""
    wanted = [Kind.SIGNED_IN, Kind.SIGN_IN_FAILED, Kind.LOCKED_OUT, Kind.SECOND_FACTOR_FAILED, Kind.SIGN_IN_REFUSED]
    return list(LogEntry.objects.filter(person_code=person.code, kind__in=[k.value for k in wanted])[:number])
