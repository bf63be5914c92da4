"""Erase what a visit holds beside its acts (内容销毁): its evidence, its officers, where they stood."""

from __future__ import annotations

from qingtian.apps.inspections.models import FieldEvidence, Visit, VisitOfficer
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """The seals go with the photos they sealed; that a visit was made in that year stays."""
    FieldEvidence.objects.filter(visit__proceeding=proceeding).delete()
    VisitOfficer.objects.filter(visit__proceeding=proceeding).delete()
    Visit.objects.filter(proceeding=proceeding).update(party="")
