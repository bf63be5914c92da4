"""Named questions about the lists of violators: who is shown on a day, what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.publishing.models import Publication
from qingtian.apps.publishing.told_decisions import MEASURE, OF_DECISIONS, PENALTY, TOLD, decided, decisions_of
from qingtian.enforcement.in_force import DecisionState
from qingtian.law import Calendar, load_law
from qingtian.procedures.who import Actor

#: states in which an entry waits for somebody before it is listed
BEFORE_LISTING = ("proposed", "notified", "defended")
#: the time to publish, by kind
LIMITS = {PENALTY: "publication.decision", MEASURE: "publication.information"}
IN_PUBLICATION = ("listed", "repair_applied", "repair_refused")
#: states in which a publication is still on its road, or there
ON_ITS_ROAD = ("drafted", "read_once", "read_twice", "read_thrice", "reviewed", "approved", "published")
#: the same, and a recorded decision not to publish
SETTLED = (*ON_ITS_ROAD, "withheld")


def shown_on(day: date) -> QuerySet[ListEntry]:
    """Entries the public reads on that day. The days alone decide: the first and the last are shown, the day after the
    last is not, and neither is the day of repair, removal or the end of the decision."""
    within = ListEntry.objects.filter(first_day__lte=day, last_day__gte=day)
    return within.filter(Q(hidden_from=None) | Q(hidden_from__gt=day)).order_by("-first_day", "-pk")


def taken_down_on(day: date) -> QuerySet[ListEntry]:
    """Entries that were shown and taken down with a public reason; the line goes when the entry would have gone."""
    found = ListEntry.objects.filter(first_day__isnull=False, hidden_from__lte=day, last_day__gte=day)
    return found.exclude(withdrawn_for="").order_by("-hidden_from", "-pk")


def matching(
    entries: QuerySet[ListEntry], words: str = "", level: str = "", list_kind: str = ""
) -> QuerySet[ListEntry]:
    """Of these, those whose public words hold ``words``; of a natural person only what the public reads is searched."""
    if plain := words.strip():
        code = "".join(plain.split()).upper()
        text = Q(name__icontains=plain) | Q(what__icontains=plain) | Q(decision_number__icontains=plain)
        entries = entries.filter(text | Q(proceeding__number=code) | Q(credit_code=code))
    if level in ListEntry.Level.values:
        entries = entries.filter(level=level)
    return entries.filter(list_kind=list_kind) if list_kind else entries


def seen_by(actor: Actor) -> QuerySet[ListEntry]:
    """Entries whose matter the actor may see, the latest first."""
    matters = visible(actor).filter(procedure="violator_listing")
    return ListEntry.objects.filter(proceeding__in=matters).select_related("proceeding", "case").order_by("-pk")


def repair_applications(actor: Actor) -> QuerySet[ListEntry]:
    """Applications that wait for a decision, the first due first."""
    return seen_by(actor).filter(proceeding__state="repair_applied").order_by("proceeding__next_due", "pk")


def past_their_last_day(actor: Actor, day: date) -> QuerySet[ListEntry]:
    """Entries no longer shown whose matter is still open: to be ended."""
    return seen_by(actor).filter(proceeding__state__in=IN_PUBLICATION, last_day__lt=day)


@dataclass(frozen=True, slots=True)
class ToPublish:
    """A decision that nobody has begun to publish, and the last day to do so."""

    matter: Proceeding
    kind: str
    decision: DecisionState
    due: date
    late: bool


def to_publish(actor: Actor, day: date) -> list[ToPublish]:
    """Decisions in force without a publication on its road, the first due first; as many queries however many."""
    about = Publication.objects.filter(source=OuterRef("pk"), kind__in=OF_DECISIONS)
    kinds = {procedure: kind for kind, told in TOLD.items() for procedure in told}
    matters = visible(actor).filter(decided())
    held = list(matters.exclude(Exists(about.filter(proceeding__state__in=SETTLED))))
    working, states = calendar(), decisions_of(held)
    found = [
        _to_publish(one, kinds[one.procedure], states[one.pk], day, working)
        for one in held
        if states[one.pk].lack(day) is None
    ]
    return sorted(found, key=lambda one: (one.due, one.matter.pk))


def _to_publish(matter: Proceeding, kind: str, decision: DecisionState, day: date, working: Calendar) -> ToPublish:
    assert decision.decided_on is not None  # in force
    due = load_law().derive(LIMITS[kind], start=decision.decided_on, calendar=working).due
    return ToPublish(matter, kind, decision, due, due < day)


def to_take_down(actor: Actor) -> list[Proceeding]:
    """Listings and publications whose decision is gone and which nobody has taken down with a reason yet."""
    listings = Q(procedure="violator_listing", ended_on__isnull=True)
    publications = Q(procedure="publication", state="published")
    found = visible(actor).filter(listings | publications, projection__facts__has_key="undone")
    return list(found.order_by("next_due", "pk"))
