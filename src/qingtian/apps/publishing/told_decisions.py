"""Whether the decision that a publication or a listing is about is in force: read from its case and its remedies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from qingtian.apps.parties.queries import of_reference
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.publishing.models import Publication
from qingtian.enforcement.in_force import DecisionState, decision_state
from qingtian.errors import Refused
from qingtian.language import Text

#: kinds of publications that tell of a decision of enforcement
PENALTY, MEASURE = "penalty_decision", "measure_notice"
OF_DECISIONS = (PENALTY, MEASURE)
#: matters that may undo a decision
REMEDIES = ("reconsideration", "lawsuit")
#: what a publication of each kind may be about
TOLD: Mapping[str, tuple[str, ...]] = {
    PENALTY: ("penalty_case",),
    MEASURE: ("daily_penalty", "seizure", "production_limit", "closure"),
}
#: measures whose facts name no days: the acts that decide and those that put it into the party's hands
DECIDING: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "seizure": (("approve", "approve_afterwards"), ("execute",)),
    "closure": (("government_decides",), ("carry_out",)),
}
BASIS = "penalty_law_2021 48"
NO_DECISION = {
    PENALTY: Text("写明是哪一件处罚案件。", "Name the penalty case it is about."),
    MEASURE: Text("写明是哪一件按日计罚、查封扣押、限产停产。", "Name the daily penalty, seizure, limit or closure."),
}
FORMED_ON = Text(
    "信息形成日期写作出决定的日期：{day}。", "The day the information was formed is that of the decision: {day}."
)
NAMES = Text("当事人是自然人，姓名要隐去。", "The party is a natural person: the name is masked.")


def decision_of(matter: Proceeding, made_on: date | None = None) -> DecisionState:
    """What is known of the decision of one matter, of the latest or of that day; one query for its remedies."""
    told = [link.target.projection["facts"] for link in _links([matter])]
    return decision_state(_facts(matter), told, made_on)


def decisions_of(matters: Iterable[Proceeding]) -> dict[int, DecisionState]:
    """The same of many, by key of the matter; one query for all."""
    held = list(matters)
    remedies: dict[int, list[Mapping[str, Any]]] = {}
    for link in _links(held):
        remedies.setdefault(link.source_id, []).append(link.target.projection["facts"])
    return {one.pk: decision_state(_facts(one), remedies.get(one.pk, ())) for one in held}


def told_lack(matter: Proceeding, on: date) -> Text | None:
    """Why the decision a publication tells of is not in force that day; None where it is, or where there is none."""
    rows = Publication.objects.select_related("source", "proceeding")
    found = rows.filter(proceeding=matter, kind__in=OF_DECISIONS).first()
    return decision_of(found.source, told_day(found)).lack(on) if found and found.source else None


def told_day(publication: Publication) -> date | None:
    """The day of the penalty decision a publication tells of; None for a measure: its notices have their own days."""
    formed = publication.proceeding.projection["facts"].get("formed_on")
    return date.fromisoformat(formed) if formed and publication.kind == PENALTY else None


def refuse_untold(kind: str, source: Proceeding | None, on: date, formed_on: str) -> None:
    """A publication of a decision names its matter, its decision is in force, and its time runs from that decision.

    Raises Refused ``publication.no_decision``, ``publication.not_in_force``, ``publication.formed_on``.
    """
    if kind not in OF_DECISIONS:
        return
    if source is None or source.procedure not in TOLD[kind]:
        raise Refused("publication.no_decision", NO_DECISION[kind], where="source", basis=BASIS)
    decision = decision_of(source)
    if lack := decision.lack(on):
        raise Refused("publication.not_in_force", lack, where="source", basis=BASIS)
    same, day = str(decision.decided_on), on.isoformat()
    if formed_on != same and not (kind == MEASURE and same < formed_on <= day):
        words = FORMED_ON.format(day=same)
        raise Refused("publication.formed_on", words, where="formed_on", basis="publication_opinions_2018 ")


def refuse_named_person(publication: Publication, shown: str) -> None:
    """What will be read of a decision names no natural person. Raises Refused ``publication.names_a_person``."""
    if publication.kind not in OF_DECISIONS or publication.source is None:
        return
    party = of_reference(publication.source.projection["facts"].get("party"))
    if party is not None and party.is_person and party.name and party.name in shown:
        raise Refused("publication.names_a_person", NAMES, where="masks", basis="information_regulations_2019 15")


def _facts(matter: Proceeding) -> Mapping[str, Any]:
    """The facts of the matter; of a measure that names no days, with those of the acts that decided and served it."""
    facts = matter.projection.get("facts", {})
    if matter.procedure not in DECIDING:
        return facts
    decided, served = (_latest(matter, acts) for acts in DECIDING[matter.procedure])
    # on the spot it is in the party's hands before the approval that must follow: in force once both are there
    handed = max(decided, served) if decided and served else served
    return {"decided_on": decided, "served_on": handed, **facts}


def _latest(matter: Proceeding, acts: tuple[str, ...]) -> str | None:
    done = matter.projection.get("done", {})
    return max((mark["on"] for act in acts for mark in done.get(act, ())), default=None)


def decided() -> Q:
    """Matters with a decision a publication could tell of."""
    found = Q(procedure__in=[one for told in TOLD.values() for one in told], projection__facts__has_key="decided_on")
    for procedure, (acts, _) in DECIDING.items():
        for act in acts:
            found |= Q(procedure=procedure, projection__done__has_key=act)
    return found


def _links(matters: list[Proceeding]) -> Iterable[Link]:
    of_remedies = Q(target__procedure__in=REMEDIES, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    return Link.objects.filter(of_remedies, source__in=matters).select_related("target")
