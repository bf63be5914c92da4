"""Who sees the list of a draw before its visits (名单保密): heads of the drawing office, officers their own objects."""

from __future__ import annotations

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.procedures.who import Actor

HEADS = frozenset({"organ_head", "chief"})


def sees_all(actor: Actor, draw: RandomDraw) -> bool:
    """Heads of the drawing office."""
    return actor.organ == draw.office and bool(HEADS & actor.roles)


def sees(actor: Actor, draw: RandomDraw, row: DrawnObject, *, revealed: bool) -> bool:
    """``revealed``: its visit is entered or it was excused, or the draw is over."""
    own = {actor.post, actor.for_post} - {None}
    return revealed or sees_all(actor, draw) or bool(own & set(row.posts))
