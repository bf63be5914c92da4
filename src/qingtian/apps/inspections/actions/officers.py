"""Replace an officer, and declare an interest or none (换人、申明利害关系)."""

from __future__ import annotations

from django.db.models import QuerySet

from qingtian.apps.inspections.actions.enter_visit import set_officers
from qingtian.apps.inspections.models import Visit, VisitOfficer
from qingtian.apps.proceedings.chapters import Performed


def replace_officers(performed: Performed) -> None:
    """The effect of ``replace_officer``."""
    set_officers(Visit.objects.get(proceeding=performed.proceeding), performed)


def declare(performed: Performed) -> None:
    """The effect of ``declare``: the officer at whose post the actor sits."""
    _own(performed).update(interest=performed.values["interest"])


def take_back(performed: Performed) -> None:
    """The declaration was voided: that officer has declared nothing."""
    by = performed.extra["voided"]["by"]
    posts = [by.get("post"), (by.get("for") or {}).get("post")]
    VisitOfficer.objects.filter(visit__proceeding=performed.proceeding, post__in=posts).update(interest="")


def _own(performed: Performed) -> QuerySet[VisitOfficer]:
    posts = [post for post in (performed.actor.post, performed.actor.for_post) if post]
    return VisitOfficer.objects.filter(visit__proceeding=performed.proceeding, post__in=posts)
