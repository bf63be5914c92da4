"""Named questions about repeats."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.repeats.finding import Found, find
from qingtian.apps.repeats.models import Candidate, RepeatDecision
from qingtian.insight.likeness import Kind, Reason, Verdict
from qingtian.procedures.who import Actor

#: states in which an officer still has to say what a report is: looked for afresh with every page
YOUNG = ("received", "registered")
LINKS = (Link.Kind.DUPLICATE_OF, Link.Kind.RECURRENCE_OF, Link.Kind.PRESSES)


def suggested(petition: Proceeding, actor: Actor, *, afresh: bool = False) -> list[tuple[Proceeding, Verdict]]:
    """Earlier matters this one may repeat, in this actor's scope, less those decided or linked; the surest first.

    Found afresh for a report nobody has sorted yet, or where asked for; else as they were last kept.
    """
    found = find(petition.pk) if afresh or petition.state in YOUNG else _kept(petition)
    settled = _settled(petition)
    keys = [one.earlier for one in found if one.earlier not in settled]
    seen = {matter.pk: matter for matter in visible(actor).select_related("area", "petition").filter(pk__in=keys)}
    return [(seen[one.earlier], one.verdict) for one in found if one.earlier in seen and one.earlier not in settled]


def _kept(petition: Proceeding) -> list[Found]:
    return [Found(row.earlier_id, _verdict(row)) for row in Candidate.objects.filter(petition=petition)]


def _verdict(row: Candidate) -> Verdict:
    return Verdict(Kind(row.kind), row.confidence, tuple(Reason(*reason) for reason in row.reasons))


def _settled(petition: Proceeding) -> set[int]:
    """Matters about which an officer has spoken, in whichever order the two came."""
    about = Q(petition=petition) | Q(earlier=petition)
    rows = RepeatDecision.objects.filter(about, undone_at=None).values_list("petition", "earlier")
    links = Link.objects.filter(Q(source=petition) | Q(target=petition), kind__in=LINKS, undone_by__isnull=True)
    pairs: Iterable[tuple[int, int]] = [*rows, *links.values_list("source", "target")]
    return {key for pair in pairs for key in pair} - {petition.pk}


def decisions(petition: Proceeding, actor: Actor) -> QuerySet[RepeatDecision]:
    """What was decided about this report against matters in the actor's scope, undone ones among them, latest first."""
    rows = RepeatDecision.objects.filter(petition=petition, earlier__in=visible(actor))
    return rows.select_related("earlier", "petition").order_by("-pk")


def linked(petition: Proceeding, actor: Actor) -> list[tuple[str, bool, Proceeding]]:
    """Matters in scope this one is merged with, came back from or presses, either way: kind, whether this is the later
    one, and the other matter; the latest link first."""
    either = Q(source=petition) | Q(target=petition)
    rows = Link.objects.filter(either, kind__in=LINKS, undone_by__isnull=True).select_related("source", "target")
    found = [(row.kind, row.source_id == petition.pk, row) for row in rows.order_by("-pk")]
    pairs = [(kind, later, row.target if later else row.source) for kind, later, row in found]
    seen = set(visible(actor).filter(pk__in=[other.pk for *_, other in pairs]).values_list("pk", flat=True))
    return [one for one in pairs if one[2].pk in seen]
