"""Consultations as everybody may see them: what is asked, until when, how many spoke, what became of it; never who.

Each is admitted by its own notice, which took the whole road of publishing; the result by the published result.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.queries import is_open, on_the_pages, tally
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Publishable, Shown, sift
from qingtian.apps.publishing.queries import TAKEN_DOWN, versions_shown


def consultations_shown(on: date) -> list[Shown]:
    """Every one whose notice is public: open ones first, of each group the one that closes last first."""
    found = [_shown(one, on) for one in on_the_pages()]
    return sorted(found, key=lambda one: not one.get("open"))


def consultation_shown(number: str, on: date) -> list[Shown]:
    """The consultation, the text of its notice, and the text of its result where there is one; empty for none."""
    found = on_the_pages().filter(proceeding__number=number).first()
    if found is None or found.notice is None:
        return []
    texts = [versions_shown(found.notice)[0]]
    if found.summary is not None and found.summary.proceeding.state not in TAKEN_DOWN:
        texts.append(versions_shown(found.summary)[0])
    return [_shown(found, on), *texts]


def asked_by_notice_shown(number: str, on: date) -> list[Shown]:
    """The consultation a publication announces, or whose result it is; empty for every other publication."""
    by = Q(notice__proceeding__number=number) | Q(summary__proceeding__number=number)
    return [_shown(one, on) for one in on_the_pages().filter(by)[:1]]


def _shown(consultation: Consultation, on: date) -> Shown:
    proceeding, notice = consultation.proceeding, consultation.notice
    assert notice is not None
    procedure, projection = procedure_of(proceeding), projection_of(proceeding)
    facts, counts = projection.facts, tally(consultation)
    announced = procedure.named("announce")
    kind = announced.field("kind") if announced else None
    fields: dict[str, object] = {
        "number": proceeding.number,
        "notice": notice.proceeding.number,
        "title": versions_shown(notice)[0].get("title", ""),
        "kind": kind.choices.get(consultation.kind) if kind else None,
        "state": proceeding.state,
        "opens": consultation.opens_on,
        "closes": consultation.closes_on,
        "open": is_open(consultation, on),
        "office": dict((projection.relations.get("office") or {}).get("name") or {}),
        "comments": counts.comments,
        "prolonged": str(facts.get("prolonged_for") or ""),
        "withdrawn": str(facts.get("withdrawn_for") or ""),
    }
    if consultation.summary is not None:
        fields |= {
            "summary": consultation.summary.proceeding.number,
            "adopted": counts.adopted,
            "partly": counts.partly,
            "not_adopted": counts.not_adopted,
        }
    return sift(Publishable("consultation", fields, proceeding.number), Admission(notice.proceeding.number))
