"""Named questions about publications: what the public may read of them, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from qingtian.apps.proceedings.chapters import Cleared
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.publishing.actions.mask import masked
from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Publishable, Shown, sift
from qingtian.apps.publishing.models import Publication, PublishedVersion
from qingtian.apps.publishing.told_decisions import OF_DECISIONS
from qingtian.enforcement.in_force import HOW

#: states in which what was once published is off the pages
TAKEN_DOWN = ("withdrawn", "withheld")

#: said in public at once when the decision a text tells of no longer stands
UNDONE = "这份决定已被{how}，正文不再公开。"

#: states in which a text has been read three times, reviewed and approved, and is not being changed
THROUGH = ("approved", "published")


def _notices() -> QuerySet[Publication]:
    return Publication.objects.filter(kind="case_notice", proceeding__state__in=THROUGH)


def cleared_words(matter: Proceeding) -> Cleared | None:
    """The latest notice of this matter that went the whole road, masked as the review said."""
    found = _notices().filter(source=matter).select_related("proceeding").order_by("pk").last()
    return Cleared(found.proceeding.number, masked(found.text, found.masks)[0]) if found else None


def papers_before_the_gate() -> QuerySet[Paper]:
    """Public papers whose matter never had a notice through the gate: made by a version without one (0.1.0)."""
    public = [kind.id for kind in catalogue().values() if kind.public]
    found = Paper.objects.filter(template__in=public).exclude(proceeding__in=_notices().values("source"))
    return found.select_related("proceeding", "act").order_by("-act__on", "-pk")


def once_published() -> QuerySet[Publication]:
    """Every publication the public has ever seen, the latest first, with its versions."""
    versions = Prefetch("versions", PublishedVersion.objects.order_by("-version"))
    found = Publication.objects.filter(pk__in=PublishedVersion.objects.values("publication"))
    return found.select_related("proceeding").prefetch_related(versions).order_by("-pk")


def shown_on(day: date) -> QuerySet[Publication]:
    """The same, without those of a decision whose last public day is over."""
    return once_published().exclude(kind__in=OF_DECISIONS, until__lt=day)


def versions_shown(publication: Publication) -> list[Shown]:
    """Every version through the gate, the latest first. One taken down shows its title and the public reason only."""
    admission = Admission(publication.proceeding.number, bool(publication.leader_decision))
    return [sift(one, admission) for one in _versions(publication)]


def _versions(publication: Publication) -> Iterator[Publishable]:
    proceeding = publication.proceeding
    facts = proceeding.projection["facts"]
    gone = proceeding.state in TAKEN_DOWN or "undone" in facts
    office = (proceeding.projection["relations"].get("office") or {}).get("name") or {}
    for version in publication.versions.all():
        fields: dict[str, object] = {
            "number": proceeding.number,
            "kind": publication.kind,
            "title": version.title,
            "on": version.on,
            "version": version.version,
            "office": dict(office),
        }
        if gone:
            fields["withdrawn"] = facts.get("withdrawn_for") or _undone(facts)
        else:
            fields |= {
                "text": version.text,
                "place": version.place,
                "masked": version.masked,
                "ground": version.ground,
                "correction": version.correction,
            }
        yield Publishable("publication", fields, proceeding.number)
        if gone:
            return


def _undone(facts: Mapping[str, Any]) -> str:
    """What stands in place of a text whose decision no longer stands, until a person has given the reason."""
    return UNDONE.format(how=HOW[facts["undone"]].zh) if facts.get("undone") in HOW else "—"


def standing() -> QuerySet[Publication]:
    """Standing decisions, those in force first."""
    return Publication.objects.filter(kind="standing").select_related("proceeding").order_by("proceeding__state", "-pk")
