"""What the soak trial runs in processes of their own: prepare a city, act without end, prove."""

from __future__ import annotations

import itertools
import random
import sys
from datetime import date, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (models need the set-up above)

from bench.city_of import at  # noqa: E402
from qingtian.apps.identities.models import SealedIdentity  # noqa: E402
from qingtian.apps.identities.vault import Identity  # noqa: E402
from qingtian.apps.people.models import Person, Post  # noqa: E402
from qingtian.apps.people.queries import actor_at  # noqa: E402
from qingtian.apps.petitions.actions.receive import Report, receive  # noqa: E402
from qingtian.apps.petitions.models import Petition  # noqa: E402
from qingtian.apps.proceedings.actions.perform import perform  # noqa: E402
from qingtian.apps.proceedings.models import Proceeding  # noqa: E402
from qingtian.apps.proceedings.verification import verify_all  # noqa: E402
from qingtian.procedures.who import Actor  # noqa: E402

DAY = date(2026, 9, 1)
STEPS = {
    "received": ("register", "petition-officer", {"area": "wangxi", "subject": "溪口街道夜间气味"}),
    "registered": ("sort", "petition-officer", {"class": "statutory_duty"}),
    "duty": ("forward", "petition-officer", {"handler": "branch"}),
    "assigned": ("accept", "handler", {"contact": "执法队"}),
    "accepted": ("conclude", "branch-head", {}),
}


def prepare() -> None:
    """Migrate and build the small city."""
    from tests.small_city import build

    call_command("migrate", database="default", verbosity=0)
    call_command("migrate", database="identity", verbosity=0)
    build()


def _step(matter: Proceeding, day: date) -> None:
    act, code, fields = STEPS[matter.state]
    if act == "conclude":
        act, code = "investigate", "handler"
        fields = {"where": "溪口", "officers": "甲、乙", "findings": "闻到气味"}
    actor = actor_at(Person.objects.get(code=f"p-{code}"), Post.objects.get(code=code), day)
    perform(matter, act, by=actor, on=day, now=at(day), fields=fields, expected_seq=matter.seq)


def act() -> None:
    """Receive and act without end, until somebody kills this process."""
    chance = random.Random()
    for number in itertools.count():
        if number % 3 == 0:
            report = Report(report="夜里有气味", channel="web", receiver="petitions", kinds=["air"], area="wangxi")
            reporter = Identity("", f"139{chance.randrange(10**8):08d}", "")
            receive(report, reporter, by=Actor(kind="reporter"), on=DAY, now=at(DAY), prefix="YP")
        matter = Proceeding.objects.filter(state__in=STEPS).order_by("?").first()
        if matter:
            _step(matter, max(matter.last_on or DAY, DAY) + timedelta(days=0))


def prove() -> int:
    """Everything that must hold after a kill; prints one line and returns the number of faults."""
    findings = [f for f in verify_all() if f is not None]
    tokens = set(Petition.objects.values_list("identity_token", flat=True))
    sealed = set(SealedIdentity.objects.values_list("token", flat=True))
    for finding in findings:
        print(f"{finding.number} act {finding.seq}: {finding.what.en}")
    for token in tokens - sealed:
        print(f"a petition lost its identity: {token[:6]}…")
    half = Proceeding.objects.filter(seq=0).count()
    orphans = len(sealed - tokens)
    print(f"{Proceeding.objects.count()} matters, {len(findings)} findings, {half} half-opened, {orphans} orphans")
    return len(findings) + len(tokens - sealed) + half


if __name__ == "__main__":
    part = {"prepare": prepare, "act": act, "prove": prove}[sys.argv[1]]
    sys.exit(part() or 0)
