"""Who sees parties: whoever enforces, reviews or decides; a natural person's name is for them alone."""

from __future__ import annotations

from qingtian.procedures.who import Actor

#: roles that work with parties
READERS = frozenset({"handling_officer", "penalty_officer", "penalty_reviewer", "legal_officer", "organ_head", "chief"})
#: roles that enter them
KEEPERS = frozenset({"handling_officer", "penalty_officer"})


def may_read(actor: Actor) -> bool:
    """Whether this officer may look parties up."""
    return bool(actor.roles & READERS)


def may_enter(actor: Actor) -> bool:
    """Whether this officer may enter or correct one."""
    return bool(actor.roles & KEEPERS)
