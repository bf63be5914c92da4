"""Who may read what was said on the web: petition and inspection posts and those who head an office."""

from __future__ import annotations

from qingtian.procedures.who import Actor

ROLES = frozenset({"petition_officer", "inspection_officer", "organ_head"})


def may_read(actor: Actor) -> bool:
    """By role, whatever the area: an item has none of its own."""
    return bool(actor.roles & ROLES)
