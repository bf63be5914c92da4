"""Who may see and keep the register of capability, and who may read the log of use."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.procedures.who import Actor

#: roles that compare units; everybody else in office sees the catalogue of data sets only
READING_ROLES = frozenset(
    {"administrator", "organ_head", "inspection_officer", "petition_officer", "clerk", "chief", "auditor"}
)
KEEPING_ROLE = "clerk"
ALL_ROLES = frozenset({"administrator", "auditor"})


def may_compare(actor: Actor) -> bool:
    """Whether the table by area is this actor's to see; it names no person."""
    return bool(actor.roles & READING_ROLES)


def areas(actor: Actor) -> QuerySet[Area]:
    """The areas compared: those of the actor's own duty, all of them for the administrator."""
    if actor.roles & ALL_ROLES:
        return Area.objects.all()
    if not actor.area_chain or not may_compare(actor):
        return Area.objects.none()
    return Area.objects.filter(path__startswith="/".join(actor.area_chain) + "/")


def organs(actor: Actor) -> QuerySet[Organ]:
    """Organs whose register, names of staff among it, the actor may read: the own one and those below it."""
    if "administrator" in actor.roles:
        return Organ.objects.all()
    if not may_compare(actor) or not actor.organ_chain or "auditor" in actor.roles:
        return Organ.objects.none()
    return Organ.objects.filter(path__startswith="/".join(actor.organ_chain) + "/")


def may_keep(actor: Actor, organ: Organ) -> bool:
    """Whether the actor may enter rows for that organ: its own clerk, and the administrator for every one."""
    return "administrator" in actor.roles or (KEEPING_ROLE in actor.roles and actor.organ == organ.code)


def uses(actor: Actor) -> QuerySet[UseOfData]:
    """Lines of the log of use: all for auditor and administrator, an organ's own for its chief and head."""
    if actor.roles & ALL_ROLES:
        return UseOfData.objects.all()
    if actor.roles & {"chief", "organ_head"}:
        return UseOfData.objects.filter(Q(organ=actor.organ))
    return UseOfData.objects.none()
