"""What a paper says of an act: laid together from the act's own record and what the matter already knew.

Pure: records, projection and law are handed in. Only what the trail keeps is printed; a sealed value is in the trail as
a digest only, so neither the report nor a reporter's grounds can come into a paper from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qingtian.apps.proceedings.papers.limits import clock_of, remedy_of
from qingtian.apps.proceedings.papers.public import without_persons
from qingtian.apps.proceedings.papers.telling import Record, Telling
from qingtian.language import Text
from qingtian.procedures.model import FieldDeclaration, Procedure, Transition


def context_of(telling: Telling, *, number: str, title: str, city: Text, generated: bool) -> dict[str, Any]:
    """The context ``render`` receives. ``title`` stands until the matter has a subject of its own."""
    record, facts = telling.record, telling.facts
    return {
        "city": city,
        "language": "zh",
        "organ": record["by"].get("organ_name"),
        "number_label": "",
        "generated": generated,
        "draft": False,
        "proceeding": {
            "number": number,
            "title": facts.get("subject") or title,
            "opened_on": telling.before.opened_on or record["on"],
            "area": (facts.get("area") or {}).get("name"),
        },
        "act": _act(telling),
        "basis": [cited["zh"] for cited in record["cited"]],
        "clock": clock_of(telling),
        "remedy": remedy_of(telling),
        "fields": fields_of(telling),
        "labels": {declared.name: declared.title for declared in telling.transition.fields},
    }


def _act(telling: Telling) -> dict[str, Any]:
    """The act and who did it; a paper for the public names the post and no person."""
    by = telling.record["by"]
    principal = by.get("for")
    entered_for = {"name": principal["post_title"], "person_name": principal["person"]} if principal else None
    return {
        "title": telling.record["title"],
        "date": date.fromisoformat(telling.record["on"]),
        "by": by.get("post_title") if telling.kind.public else by.get("person"),
        "entered_for": None if telling.kind.public else entered_for,
    }


def fields_of(telling: Telling) -> dict[str, Any]:
    """The act's own fields over what is known: relations, facts, then the latest value of earlier acts.

    A field the act declares is never filled from an earlier act: left empty, it is empty. ``former_…`` is the relation
    that the act replaces (the leader who hands over).
    """
    known: dict[str, Any] = {}
    for earlier in _standing(telling.records):
        known |= _entered(_transition_of(telling.procedure, earlier), earlier["fields"])
    known |= {name: _fact_in_words(telling.procedure, name, value) for name, value in telling.facts.items()}
    known |= telling.relations
    known |= {f"former_{name}": telling.before.relations.get(name) for name in telling.record["relations"]}
    own = {declared.name for declared in telling.transition.fields}
    merged = {name: value for name, value in known.items() if name not in own}
    merged |= _entered(telling.transition, telling.record["fields"])
    return {name: without_persons(value) for name, value in merged.items()} if telling.kind.public else merged


def known_without_earlier_acts(procedure: Procedure, transition: Transition) -> set[str]:
    """Names of fields that need no earlier record: the act's own, relations, facts."""
    facts = {declared.fact for each in procedure.transitions for declared in each.fields if declared.fact}
    former = {f"former_{name}" for name in procedure.relations}
    return {declared.name for declared in transition.fields} | set(procedure.relations) | facts | former


def _standing(records: Sequence[Record]) -> list[Record]:
    """Acts of the procedure itself that no correction has voided."""
    voided = {record["voids"] for record in records if record.get("voids")}
    return [record for record in records if record["seq"] not in voided and not record.get("kernel")]


def _transition_of(procedure: Procedure, record: Record) -> Transition | None:
    return procedure.find(record["act"], record["from"]) or procedure.named(record["act"])


def _entered(transition: Transition | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was entered, choices by their wording; sealed values are left out."""
    if transition is None:
        return {}
    open_fields = (declared for declared in transition.fields if not declared.sealed)
    return {each.name: _in_words(each, values[each.name]) for each in open_fields if each.name in values}


def _in_words(declared: FieldDeclaration, value: Any) -> Any:
    if isinstance(value, list) and declared.choices:
        return [_in_words(declared, one) for one in value]
    return declared.choices.get(value, value) if isinstance(value, str) else value


def _fact_in_words(procedure: Procedure, fact: str, value: Any) -> Any:
    setting = (declared for each in procedure.transitions for declared in each.fields if declared.fact == fact)
    declared = next((one for one in setting if one.choices), None)
    return _in_words(declared, value) if declared else value
