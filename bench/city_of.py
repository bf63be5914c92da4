"""A city with very many matters: a few hundred driven through the kernel, then copied row by row."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Party, Proceeding
from qingtian.procedures.who import Actor
from tests.small_city import SmallCity, build

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
TEMPLATES = 60
BATCH = 2_000


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI)


def _one(city: SmallCity, number: int, chance: random.Random) -> Proceeding:
    """One petition brought by real acts to a state of its own."""
    day = TODAY - timedelta(days=chance.randint(2, 70))
    report = Report(
        report=f"夜里有气味，第 {number} 次", channel="web", receiver="petitions", kinds=["air"], area="wangxi"
    )
    reporter = Actor(kind="reporter")
    who = Identity("", f"1390000{number:04d}", "")
    matter = receive(report, who, by=reporter, on=day, now=at(day), prefix="YP").petition.proceeding
    steps = [
        ("register", "petition-officer", {"area": "wangxi", "subject": f"溪口街道夜间气味 {number}"}),
        ("sort", "petition-officer", {"class": "statutory_duty"}),
        ("forward", "petition-officer", {"handler": "branch"}),
        ("accept", "handler", {"contact": "执法队"}),
    ]
    for act, post, fields in islice(steps, chance.randint(0, 4)):
        matter.refresh_from_db()
        perform(matter, act, by=city.actor(post, day), on=day, now=at(day), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()
    return matter


def _clone(row: Any, **changes: Any) -> Any:
    """A new, unsaved row with the same values but for ``changes``."""
    kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    return type(row)(**{**kept, **changes})


def _copies(rows: list[Proceeding], wanted: int, chance: random.Random) -> Iterator[tuple[Proceeding, Proceeding]]:
    for number in range(wanted):
        template = rows[number % len(rows)]
        due = TODAY + timedelta(days=chance.randint(-30, 60)) if template.next_due else None
        name = {"uid": secrets.token_hex(12), "number": f"XF-2025-{number:07d}"}
        yield template, _clone(template, **name, next_due=due)


def _write(pairs: list[tuple[Proceeding, Proceeding]]) -> None:
    """Copy matters with their acts, clocks, parties and petitions; the copies' chains are not meant to verify."""
    Proceeding.objects.bulk_create([copy for _, copy in pairs])
    Clock.objects.bulk_create(_clone(c, proceeding_id=new.pk) for old, new in pairs for c in old.clocks.all())
    Party.objects.bulk_create(_clone(p, proceeding_id=new.pk) for old, new in pairs for p in old.parties.all())
    acts = [(act, _clone(act, proceeding_id=new.pk, once=None)) for old, new in pairs for act in old.acts.all()]
    Act.objects.bulk_create([copy for _, copy in acts])
    ActContent.objects.bulk_create(
        ActContent(act=copy, salt=act.content.salt, content=act.content.content) for act, copy in acts
    )
    Petition.objects.bulk_create(
        _clone(old.petition, proceeding_id=new.pk, receipt=f"YP-{new.pk}", key_digest=new.uid, identity_token=new.uid)
        for old, new in pairs
    )


def fill(matters: int) -> SmallCity:
    """Build the city and bring it to ``matters`` matters, printing progress."""
    chance = random.Random(2018)
    city = build()
    made = [_one(city, number, chance) for number in range(TEMPLATES)]
    related = ["acts__content", "clocks", "parties"]
    templates = list(
        Proceeding.objects.filter(pk__in=[m.pk for m in made]).select_related("petition").prefetch_related(*related)
    )
    copies = _copies(templates, max(matters - TEMPLATES, 0), chance)
    done = TEMPLATES
    while batch := list(islice(copies, BATCH)):
        with transaction.atomic():
            _write(batch)
        done += len(batch)
        if done % 20_000 < BATCH:
            print(f"  {done:,} matters", flush=True)
    return city
