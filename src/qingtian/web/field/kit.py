"""What an officer takes along, as the phone keeps it: in the language of the page, no more than the field needs."""

from __future__ import annotations

from typing import Any

from qingtian.apps.inspections.checklists import checklists
from qingtian.apps.inspections.models import Visit
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import name_for
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.law.model import CERTAINTIES
from qingtian.procedures.who import Actor
from qingtian.web.templatetags.words import page_language, say


def packed(visits: list[Visit], actor: Actor) -> list[dict[str, Any]]:
    """One visit a dictionary, with its checklist."""
    parties = {one.number: one for one in Party.objects.filter(number__in={visit.party for visit in visits})}
    return [_one(visit, parties[visit.party], actor) for visit in visits if visit.party in parties]


def _one(visit: Visit, party: Party, actor: Actor) -> dict[str, Any]:
    facts, relations = visit.proceeding.projection["facts"], visit.proceeding.projection["relations"]
    opening = procedure_of(visit.proceeding).transitions_from("start")[0]
    choices = {name: (field.choices if (field := opening.field(name)) else {}) for name in ("kind", "ground")}
    language = page_language()
    return {
        "number": visit.proceeding.number,
        "party": name_for(party, actor),
        "subject": str(facts.get("subject", "")),
        "address": str(facts.get("address") or party.address),
        "kind": say(choices["kind"][visit.kind]),
        "ground": say(choices["ground"][visit.ground]),
        "planned_on": visit.planned_on.isoformat(),
        "officers": [relations[f"officer_{one.place}"]["person_name"][language] for one in visit.officers.all()],
        "checklist": _checklist(visit.checklist),
    }


def _checklist(code: str) -> dict[str, Any]:
    listed = checklists()[code]
    items = [
        {
            "code": item.code,
            "text": say(item.text),
            "basis": say(item.basis),
            "certainty": say(CERTAINTIES[item.certainty]),
        }
        for item in listed.items
    ]
    return {"code": code, "title": say(listed.title), "edition": listed.edition, "items": items}
