"""Named questions about readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.readings.actions.read_petition import read_now
from qingtian.apps.readings.models import Correction, Reading
from qingtian.procedures.who import Actor

#: a suggestion goes into a form by one click only from this confidence on
TAKEN_FROM = 0.6
#: so many of the newest alarms are looked at: a list opens as fast among a million reports
LOOKED_AT = 200
#: states in which an alarm still asks for somebody
BEFORE_AN_OPINION = ("received", "registered", "duty", "proper", "assigned", "accepted")


def reading_of(petition: Petition) -> dict[str, Any]:
    """What is suggested of a petition; read on the spot where nothing was kept. Empty where no words are left."""
    kept = Reading.objects.filter(petition=petition).first()
    if kept is not None:
        return dict(kept.read)
    copy = WorkingCopy.objects.filter(petition=petition).first()
    opened = petition.proceeding.opened_on
    return read_now(copy, opened) if copy and opened else {}


def suggested_answers(read: Mapping[str, Any]) -> dict[str, Any]:
    """Suggestions as answers of the registering form: ``kinds``, ``area``, ``urgent``; only what is sure enough."""
    if not read:
        return {}
    found: dict[str, Any] = {"urgent": bool(read["urgency"])}
    if media := [one["code"] for one in read["media"] if one["sure"] >= TAKEN_FROM]:
        found["kinds"] = media
    areas = {one["code"]: None for one in read["places"] if one["kind"] == "area" and not one["denied"]}
    if len(areas) == 1:
        found["area"] = next(iter(areas))
    return found


def alarms(actor: Actor) -> QuerySet[Reading]:
    """Readings with an alarm of petitions the actor may see and nobody has an opinion on yet, newest first."""
    newest = list(Reading.objects.exclude(alarm="").order_by("-petition").values_list("pk", flat=True)[:LOOKED_AT])
    seen: QuerySet[Proceeding] = visible(actor).filter(procedure="petition", state__in=BEFORE_AN_OPINION)
    found = Reading.objects.filter(pk__in=newest, petition__proceeding__in=seen)
    return found.select_related("petition__proceeding").order_by("-petition")


def agreement() -> dict[str, tuple[int, int]]:
    """By field: how often officers chose as suggested, of how many suggestions."""
    counted = Correction.objects.values("field").annotate(n=Count("pk"), yes=Count("pk", filter=Q(agreed=True)))
    return {row["field"]: (row["yes"], row["n"]) for row in counted}
