"""Who may decide about repeats, and which marks of the index an officer's scope has."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import ACCUSATION_ROLE, AREA_ROLES, NO_MATTERS, SUPERVISING_ROLES
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.who import Actor

DECIDING_ROLE = "petition_officer"


def may_decide(actor: Actor, petition: Proceeding) -> bool:
    """The petition office that received the report, as for merging and recurrence."""
    return DECIDING_ROLE in actor.roles and actor.organ == projection_of(petition).organ("receiver")


def marks_in_sight(actor: Actor) -> set[str]:
    """Marks of the index of which every petition in this officer's scope has one: never too few, perhaps too many.

    ``proceedings.policy.rule`` has the last word on every single one; this only spares it the rest of the city.
    """
    if actor.kind != "officer" or not actor.organ or actor.roles & NO_MATTERS:
        return set()
    marks = {f"o:{actor.organ}", *(f"p:{post}" for post in (actor.post, actor.for_post) if post)}
    if actor.roles & SUPERVISING_ROLES:
        marks.add(f"u:{actor.organ}")
    if actor.roles & AREA_ROLES and actor.area_chain:
        marks.add(f"a:{actor.area_chain[-1]}")
    return marks


def sees_accusations(actor: Actor) -> bool:
    """Whether accusations may be among what is found."""
    return ACCUSATION_ROLE in actor.roles
