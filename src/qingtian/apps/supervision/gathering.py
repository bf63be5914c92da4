"""What happened, as the rules ask for it: read from clocks, acts and links, as of a day. Accusations are left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from qingtian.apps.proceedings.models import Clock, Link, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.supervision.rules import Edition, Happening
from qingtian.language import Text

#: acts of the follow-up that look at somebody's work, with the field that holds what they found
CHECKS = ("county_check", "preliminary_accept", "accept", "verify")
PASSED = "passed"
#: relations that name the unit whose work it is, the nearest first
UNITS = ("implementing", "responsible", "addressee", "county")


def gather(edition: Edition, on: date) -> list[Happening]:
    """Everything the rules may speak of on that day, but the air."""
    return [
        *overdue(edition, on),
        *unanswered(on),
        *returned(edition),
        *relapses(),
        *recurrences(),
        *without_effect(),
    ]


def _running(on: date) -> QuerySet[Clock]:
    late = Clock.objects.filter(status=Clock.Status.RUNNING, due__lt=on, proceeding__restricted=False)
    return late.select_related("proceeding").order_by("due", "pk")


def overdue(edition: Edition, on: date) -> Iterator[Happening]:
    """Clocks of followed matters that have run out and still run."""
    for clock in _running(on).filter(proceeding__procedure__in=edition.followed, proceeding__ended_on__isnull=True):
        yield _of_clock("overdue", clock, on)


def unanswered(on: date) -> Iterator[Happening]:
    """Reminder letters whose day to reply has passed."""
    for clock in _running(on).filter(key="supervision.reminder_reply", proceeding__ended_on__isnull=True):
        yield _of_clock("unanswered", clock, on)


def _of_clock(of: str, clock: Clock, on: date) -> Happening:
    matter, due = clock.proceeding, clock.due.isoformat()
    title = (clock.derivation or {}).get("title") or {}
    named = Text.of(title) if title.get("zh") and title.get("en") else clock.key
    words: dict[str, str | Text] = {"clock": named, "due": due}
    occurrence = f"{matter.uid}:{clock.key}:{due}"
    return Happening(of, (on - clock.due).days, occurrence, clock.owner_organ, matter.pk, matter.area_id, words)


def unit_of(matter: Proceeding) -> str:
    """The unit whose work the matter is; its owner where no relation names one."""
    projection = projection_of(matter)
    return next((code for name in UNITS if (code := projection.organ(name))), matter.owner_organ)


def returned(edition: Edition) -> Iterator[Happening]:
    """Open matters sent back at their checks, by how often since they were opened; voided acts do not count."""
    checked = Q(acts__act__in=CHECKS, procedure__in=edition.followed, ended_on__isnull=True, restricted=False)
    for matter in Proceeding.objects.filter(checked).distinct().order_by("pk"):
        valid = {mark["seq"] for act in CHECKS for mark in projection_of(matter).done.get(act, ())}
        back = [
            record
            for record in records_of(matter)
            if record["seq"] in valid and record["fields"].get("result", PASSED) != PASSED
        ]
        if back:
            occurrence = f"{matter.uid}:returned:{len(back)}"
            yield Happening("returned", len(back), occurrence, unit_of(matter), matter.pk, matter.area_id)


def relapses() -> Iterator[Happening]:
    """Cases that came back after their close-out and are being worked on again."""
    found = Proceeding.objects.filter(procedure="five_ones_case", ended_on__isnull=True, acts__act="close")
    for matter in found.distinct().order_by("pk"):
        closed = projection_of(matter).done.get("close", ())
        if closed:
            occurrence = f"{matter.uid}:relapse:{len(closed)}"
            yield Happening("relapse", len(closed), occurrence, unit_of(matter), matter.pk, matter.area_id)


def recurrences() -> Iterator[Happening]:
    """Closed cases whose problem is reported again in a report that stands in a hot issue."""
    again = Link.objects.filter(kind=Link.Kind.RECURRENCE_OF, undone_by__isnull=True, source__hot_reports__isnull=False)
    for case in Proceeding.objects.filter(procedure="five_ones_case", ended_on__isnull=False).order_by("pk"):
        raising = case.links_in.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True).values("source")
        late = again.filter(Q(target__in=raising) | Q(target=case), source__opened_on__gt=case.ended_on)
        count = late.values("source").distinct().count()
        if count:
            occurrence = f"{case.uid}:hot:{case.ended_on}"
            yield Happening("recurrence", count, occurrence, unit_of(case), case.pk, case.area_id)


def without_effect() -> Iterator[Happening]:
    """Reminder letters whose review found no improvement."""
    reviewed = Proceeding.objects.filter(procedure="reminder_letter", acts__act="review_effect").distinct()
    for letter in reviewed.order_by("pk"):
        if projection_of(letter).facts.get("effect") == "not_improved":
            yield Happening("no_effect", 1, f"{letter.uid}:effect", unit_of(letter), letter.pk, letter.area_id)
