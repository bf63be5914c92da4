"""Who may do what with the register: the keeper all, the head of the same office the ageing, the office the count."""

from __future__ import annotations

from qingtian.apps.people.models import Post
from qingtian.procedures.who import Actor

KEEPER = "clue_keeper"


def may_keep(actor: Actor) -> bool:
    """Read and write the register: the keeper (线索专管员), nobody else."""
    return KEEPER in actor.roles


def may_see_ageing(actor: Actor) -> bool:
    """How long clues have been open, without whom they concern: the head of the office that keeps the register."""
    return "chief" in actor.roles and _keeps(actor)


def may_see_count(actor: Actor) -> bool:
    """The bare number of open clues, for internal notice: officers of that office and its head."""
    return may_keep(actor) or may_see_ageing(actor) or ("inspection_officer" in actor.roles and _keeps(actor))


def _keeps(actor: Actor) -> bool:
    return any(
        KEEPER in roles for roles in Post.objects.filter(organ__code=actor.organ).values_list("roles", flat=True)
    )
