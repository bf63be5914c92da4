"""Named questions about suggestions and proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.publishing.models import Publication
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.language import Text
from qingtian.procedures.who import Actor

#: clocks an answer is measured by, the one in force first
REPLIES = (
    "cppcc.second_answer",
    "congress.suggestion_reply_difficult",
    "congress.suggestion_reply",
    "cppcc.proposal_reply_difficult",
    "cppcc.proposal_reply",
)
SATISFACTIONS = ("satisfied", "basically", "not")


def seen_by(actor: Actor) -> QuerySet[Suggestion]:
    """Items whose matter the actor may see, the latest session and the latest number first."""
    matters = visible(actor).filter(procedure__in=Suggestion.Kind.values)
    return Suggestion.objects.filter(proceeding__in=matters).select_related("proceeding").order_by("-proceeding_id")


def asked_of(actor: Actor) -> QuerySet[CoHandling]:
    """What the actor's own organ is asked to give its view on, what waits first."""
    own = CoHandling.objects.filter(unit=actor.organ or "", proceeding__in=visible(actor))
    related = own.select_related("proceeding", "suggestion__proceeding")
    return related.order_by("proceeding__ended_on", "proceeding_id")


def views_missing(proceeding: Proceeding) -> list[dict[str, str]]:
    """Names of the co-handling units that were asked and have not answered."""
    waiting = CoHandling.objects.filter(suggestion__proceeding=proceeding, proceeding__state="asked")
    return names_of(waiting.order_by("pk").values_list("unit", flat=True))


def names_of(codes: Iterable[str]) -> list[dict[str, str]]:
    """Names of organs, in the order of their codes."""
    wanted = list(codes)
    named = {organ.code: {"zh": organ.name_zh, "en": organ.name_en} for organ in Organ.objects.filter(code__in=wanted)}
    return [named[code] for code in wanted if code in named]


def publications_of(proceeding: Proceeding) -> list[str]:
    """Numbers of the publications about this item."""
    return list(Publication.objects.filter(source=proceeding).values_list("proceeding__number", flat=True))


def reply_due(items: Iterable[Suggestion]) -> dict[int, date]:
    """By matter: the last day of the running clock of its answer."""
    matters = [one.proceeding_id for one in items]
    running = Clock.objects.filter(proceeding__in=matters, key__in=REPLIES, status="running")
    return dict(running.values_list("proceeding_id", "due"))


def answered_on(item: Suggestion) -> date | None:
    """The day of the latest answer."""
    marks = item.proceeding.projection["done"].get("answer") or []
    return date.fromisoformat(marks[-1]["on"]) if marks else None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What became of one unit's items. Units are compared, persons never."""

    unit: Text
    items: int
    answered: int
    talked: int
    satisfied: int
    basically: int
    not_satisfied: int
    no_feedback: int


def figures_by_unit(items: Iterable[Suggestion]) -> list[UnitFigures]:
    """By lead unit, in the order of their names: items, answered, talked with before, and the last feedback of each.

    ``no_feedback`` counts answered items without one: what is missing is never counted as satisfied.
    """
    by_unit: dict[str, list[Suggestion]] = {}
    for item in items:
        by_unit.setdefault(item.lead, []).append(item)
    found = [_figures(own) for own in by_unit.values()]
    return sorted(found, key=lambda one: one.unit.zh)


def _figures(items: list[Suggestion]) -> UnitFigures:
    projections = [item.proceeding.projection for item in items]
    answered = [p for p in projections if p["done"].get("answer")]
    said = [p["facts"].get("satisfaction") for p in answered]
    counts = {name: said.count(name) for name in SATISFACTIONS}
    return UnitFigures(
        unit=Text.of(projections[-1]["relations"]["lead"]["name"]),
        items=len(items),
        answered=len(answered),
        talked=sum(bool(p["done"].get("talk")) for p in answered),
        satisfied=counts["satisfied"],
        basically=counts["basically"],
        not_satisfied=counts["not"],
        no_feedback=said.count(None),
    )
