"""Who made an entry, as the register keeps it."""

from __future__ import annotations

from qingtian.procedures.who import Actor


def doer_of(actor: Actor) -> dict[str, str | None]:
    """Organ, post and person of the day."""
    return {"organ": actor.organ, "post": actor.post, "person": actor.person}
