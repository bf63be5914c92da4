"""The words of a report that may leave the sealed record."""

from __future__ import annotations

from qingtian.apps.petitions.models import Petition, WorkingCopy


def working_text(petition: Petition) -> str:
    """The covered words of a report, drafted or confirmed; empty where none were drafted, never the raw ones."""
    copy = WorkingCopy.objects.filter(petition=petition).only("text").first()
    return copy.text if copy else ""


def working_place(petition: Petition) -> str:
    """The covered place of a report; empty where none was drafted, never the raw one."""
    copy = WorkingCopy.objects.filter(petition=petition).only("place").first()
    return copy.place if copy else ""
