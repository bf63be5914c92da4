"""Follow what becomes of the decision (跟踪复议诉讼): in the very transaction in which a remedy ends, or the case
itself is corrected, what rests on the decision stops being shown, and the time to take it down with reasons begins."""

from __future__ import annotations

from datetime import date

from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.publishing.models import Publication, PublishedVersion
from qingtian.apps.publishing.told_decisions import OF_DECISIONS, REMEDIES, TOLD, decision_of, told_day
from qingtian.enforcement.in_force import undoing
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
#: matters whose own facts may say that their decision is gone
OWN = tuple(one for told in TOLD.values() for one in told)


def follow_remedies(performed: Performed) -> None:
    """After every act: nothing, unless a remedy now has an outcome in force that undoes the decision, or the case
    itself says that its decision is gone."""
    matter = performed.proceeding
    if matter.procedure in REMEDIES and "outcome" in performed.record["facts"] and undoing(performed.after.facts):
        for case in _cases_of(matter):
            _note(case, performed)
    elif matter.procedure in OWN and "decision_revoked_on" in performed.record["facts"]:
        _note(matter, performed)


def _cases_of(remedy: Proceeding) -> list[Proceeding]:
    """The cases a remedy is about."""
    links = Link.objects.filter(target=remedy, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    return [link.source for link in links.select_related("source")]


def _note(case: Proceeding, performed: Performed) -> None:
    for matter, made_on in _resting_on(case):
        decision = decision_of(case, made_on)
        if decision.undone(performed.act.on) and "undone" not in matter.projection["facts"]:
            told = {"how": decision.how, "through": performed.proceeding.number}
            perform_within(
                matter,
                "note_undoing",
                by=SYSTEM,
                on=max(performed.act.on, date.fromisoformat(matter.projection["last_on"])),
                now=performed.act.recorded_at,
                fields=told,
                expected_seq=matter.seq,
            )


def _resting_on(case: Proceeding) -> list[tuple[Proceeding, date | None]]:
    """Open listings of the decision, and its publications that the public still sees; each with the day it was made."""
    listings = ListEntry.objects.filter(case=case, proceeding__ended_on__isnull=True).select_related("proceeding")
    shown = Publication.objects.filter(source=case, kind__in=OF_DECISIONS, proceeding__ended_on__isnull=True)
    shown = shown.filter(pk__in=PublishedVersion.objects.values("publication"))
    texts = [(one.proceeding, told_day(one)) for one in shown.select_related("proceeding")]
    return [*((one.proceeding, one.decided_on) for one in listings), *texts]
