"""What the acts of a consultation write beside the trail."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.consultations.models import Consultation
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.models import Publication


def draft(performed: Performed) -> None:
    values = performed.values
    source = values.get("source")
    Consultation.objects.create(
        proceeding=performed.proceeding,
        subject=values["subject"][:200],
        source=Proceeding.objects.get(number=source["number"]) if source else None,
    )


def _publication(reference: Any) -> Publication:
    return Publication.objects.get(proceeding__number=reference["number"])


def announce(performed: Performed) -> None:
    consultation = Consultation.objects.select_for_update().get(proceeding=performed.proceeding)
    consultation.kind = performed.values["kind"]
    consultation.notice = _publication(performed.values["notice"])
    consultation.opens_on = performed.act.on
    consultation.closes_on = date.fromisoformat(performed.values["closes_on"])
    consultation.save()


def prolong(performed: Performed) -> None:
    consultation = Consultation.objects.select_for_update().get(proceeding=performed.proceeding)
    consultation.closes_on = date.fromisoformat(performed.values["closes_on"])
    consultation.save(update_fields=["closes_on"])


def answer(performed: Performed) -> None:
    consultation = Consultation.objects.select_for_update().get(proceeding=performed.proceeding)
    consultation.summary = _publication(performed.values["summary"])
    consultation.save(update_fields=["summary"])


def undo(performed: Performed) -> None:
    """A voided announcement, prolongation or answer: the row follows what the acts that stand say."""
    consultation = Consultation.objects.select_for_update().get(proceeding=performed.proceeding)
    facts = performed.after.facts
    if performed.after.state == "drafted":
        consultation.kind, consultation.notice, consultation.opens_on, consultation.closes_on = "", None, None, None
    elif facts.get("closes_on"):
        consultation.closes_on = date.fromisoformat(facts["closes_on"])
    if performed.after.state != "answered":
        consultation.summary = None
    consultation.save()
