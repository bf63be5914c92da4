"""Who may do what with the classifier: everybody at the desk sees its figures, petition posts act."""

from __future__ import annotations

from qingtian.procedures.who import Actor

ROLES = frozenset({"petition_officer"})


def may_put_in_force(actor: Actor) -> bool:
    """Petition officers."""
    return bool(actor.roles & ROLES)
