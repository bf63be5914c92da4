"""Who may read and answer comments, beyond the kernel's scope."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.who import Actor

SORTING_ROLES = frozenset({"clerk", "legal_officer", "inspection_officer", "chief", "organ_head"})


def may_sort(actor: Actor, proceeding: Proceeding) -> bool:
    """Officers of the organ that consults, who draft, review or decide there; nobody else reads a comment."""
    return actor.organ == projection_of(proceeding).organ("office") and bool(actor.roles & SORTING_ROLES)
