"""Who may see what of a reward, beyond the kernel's scope."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.who import Actor

#: roles that pay, and so may open the sealed payee; each opening is logged and shown to the reporter
PAYING_ROLES = frozenset({"petition_officer", "clerk"})


def may_open_payee(actor: Actor, proceeding: Proceeding) -> bool:
    """The office that handles the reward, while it is claimed and not paid yet."""
    at_the_office = actor.organ == projection_of(proceeding).organ("office")
    return proceeding.state == "claimed" and at_the_office and bool(actor.roles & PAYING_ROLES)
