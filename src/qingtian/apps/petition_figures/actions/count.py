"""Count petitions (计数): after every committed act, and by the schedule whatever that missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F

from qingtian.apps.people.models import Organ
from qingtian.apps.petition_figures.counting import CASE_DONE, Around, row_of, settled_on
from qingtian.apps.petition_figures.history import history_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, ActContent, Link, Proceeding

BATCH = 500
FIELDS = [f.name for f in CountedPetition._meta.concrete_fields if not f.primary_key]
#: acts that tie two matters together or apart: the other one is counted again, too
TYING = frozenset({"merge", "unmerge", "recur", "press", "give_rise", "correct", "reply_with_main"})


def count_after(performed: Performed) -> None:
    """The listener: the petition itself, and what is linked with it where the act may have changed that."""
    matter = performed.proceeding
    touched = {matter.pk} if matter.procedure == "petition" else set()
    if matter.procedure == "five_ones_case" and performed.before.state != performed.after.state:
        touched |= set(_neighbours([matter.pk]))
    elif touched and performed.record["act"] in TYING:
        touched |= set(_neighbours(touched))
    if touched:
        count(touched)


def catch_up(limit: int = 200_000) -> int:
    """Count every petition whose row is missing or older than its last act; at most ``limit``. Gives how many."""
    stale = Proceeding.objects.filter(procedure="petition").exclude(counted__seq=F("seq")).order_by("pk")
    keys = list(stale.values_list("pk", flat=True)[:limit])
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        count({*batch, *_neighbours(batch)})
    return len(keys)


def count(keys: Iterable[int]) -> None:
    """Make the rows of these petitions again."""
    matters = list(Proceeding.objects.filter(pk__in=list(keys), procedure="petition", opened_on__isnull=False))
    if not matters:
        return
    own = [matter.pk for matter in matters]
    opened = dict(Act.objects.filter(proceeding__in=own, seq=1).values_list("proceeding", "recorded_at"))
    around = _around(matters)
    rows = [row_of(matter, opened.get(matter.pk), around[matter.pk]) for matter in matters]
    CountedPetition.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["proceeding"], update_fields=FIELDS
    )


def _neighbours(keys: Iterable[int]) -> list[int]:
    """Petitions linked with these matters in either direction."""
    held = list(keys)
    ties = [*Link.objects.filter(source__in=held).values_list("target", flat=True)]
    ties += Link.objects.filter(target__in=held).values_list("source", flat=True)
    return ties


def _around(matters: Sequence[Proceeding]) -> dict[int, Around]:
    """What the links and organs say, for all of them at once."""
    keys = [matter.pk for matter in matters]
    out, back, cases, records = _ties_out(keys), _returns(matters), _cases(keys), _records(keys)
    handlers = {matter.projection["relations"].get("handler", {}).get("chain", [""])[-1] for matter in matters}
    levels = dict(Organ.objects.filter(code__in=handlers - {""}).values_list("code", "level"))
    return {
        key: Around(
            Link.Kind.DUPLICATE_OF in out[key],
            Link.Kind.RECURRENCE_OF in out[key],
            back.get(key),
            cases.get(key),
            levels,
            history_of(records.get(key, [])),
        )
        for key in keys
    }


def _ties_out(keys: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for source, kind in Link.objects.filter(source__in=keys, undone_by__isnull=True).values_list("source", "kind"):
        found[source].add(kind)
    return found


def _returns(matters: Sequence[Proceeding]) -> dict[int, date]:
    """The first day the same trouble was reported again: by a recurrence, or by the same person once answered."""
    since = {matter.pk: settled_on(matter.projection["done"]) for matter in matters}
    kinds = (Link.Kind.RECURRENCE_OF, Link.Kind.PRESSES)
    links = Link.objects.filter(target__in=list(since), kind__in=kinds, undone_by__isnull=True)
    found: dict[int, date] = {}
    for target, kind, day in links.values_list("target", "kind", "source__opened_on"):
        answered = since[target]
        if kind == Link.Kind.RECURRENCE_OF or (answered is not None and day >= answered):
            found[target] = min(day, found.get(target, day))
    return found


def _records(keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The records of each in order, less those whose content was erased."""
    rows = ActContent.objects.filter(act__proceeding__in=keys).order_by("act__proceeding", "act__seq")
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key, content in rows.values_list("act__proceeding", "content"):
        if content:
            found[key].append(content)
    return found


def _cases(keys: Sequence[int]) -> dict[int, date]:
    """The day the contracted case each gave rise to was accepted, where it was and still is."""
    links = Link.objects.filter(source__in=keys, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    done = links.filter(target__procedure="five_ones_case", target__state__in=CASE_DONE)
    found: dict[int, date] = {}
    for source, stored in done.values_list("source", "target__projection"):
        for mark in stored["done"].get("accept", ())[-1:]:
            day = date.fromisoformat(mark["on"])
            found[source] = min(day, found.get(source, day))
    return found
