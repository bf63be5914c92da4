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

BASIS = "penalty_law_2021 48"
NO_DECISION = {
    PENALTY: Text("写明是哪一件处罚案件。", "Name the penalty case it is about."),
    MEASURE: Text("写明是哪一件按日计罚、查封扣押、限产停产。", "Name the daily penalty, seizure, limit or closure."),
}
FORMED_ON = Text(
    "信息形成日期写作出决定的日期：{day}。", "The day the information was formed is that of the decision: {day}."
)
NAMES = Text("当事人是自然人，姓名要隐去。", "The party is a natural person: the name is masked.")


def decision_of(matter: Proceeding) -> DecisionState:
    """What is known of the decision of one matter; one query for its remedies."""
    return decisions_of([matter])[matter.pk]


def decisions_of(matters: Iterable[Proceeding]) -> dict[int, DecisionState]:
    """The same of many, by key of the matter; one query for all."""
    held = list(matters)
    remedies: dict[int, list[Mapping[str, Any]]] = {}
    for link in _links(held):
        remedies.setdefault(link.source_id, []).append(link.target.projection["facts"])
    return {one.pk: decision_state(one.projection.get("facts", {}), remedies.get(one.pk, ())) for one in held}


def told_lack(matter: Proceeding, on: date) -> Text | None:
    """Why the decision a publication tells of is not in force that day; None where it is, or where there is none."""
    found = Publication.objects.select_related("source").filter(proceeding=matter, kind__in=OF_DECISIONS).first()
    return decision_of(found.source).lack(on) if found and found.source else None


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
    if formed_on != str(decision.decided_on):
        words = FORMED_ON.format(day=str(decision.decided_on))
        raise Refused("publication.formed_on", words, where="formed_on", basis="publication_opinions_2018 ")


def refuse_named_person(publication: Publication, shown: str) -> None:
    """What will be read of a decision names no natural person. Raises Refused ``publication.names_a_person``."""
    if publication.kind not in OF_DECISIONS or publication.source is None:
        return
    party = of_reference(publication.source.projection["facts"].get("party"))
    if party is not None and party.is_person and party.name and party.name in shown:
        raise Refused("publication.names_a_person", NAMES, where="masks", basis="information_regulations_2019 15")


def _links(matters: list[Proceeding]) -> Iterable[Link]:
    of_remedies = Q(target__procedure__in=REMEDIES, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    return Link.objects.filter(of_remedies, source__in=matters).select_related("target")
