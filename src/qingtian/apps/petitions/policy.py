"""Who may see what of a petition, beyond the kernel's scope."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.who import Actor

#: roles that may ask for a sealed identity at all; each opening is logged and shown to the reporter
OPENING_ROLES = frozenset({"petition_officer", "handling_officer", "organ_head"})
#: an accusation (检举控告) is opened by the named officer of the petition office alone
ACCUSATION_OPENING_ROLES = frozenset({"discipline_liaison"})


def may_open_identity(actor: Actor, proceeding: Proceeding) -> bool:
    """The office that received the matter and the organ that handles it, never anyone else in scope."""
    projection = projection_of(proceeding)
    holders = {projection.organ("receiver"), projection.organ("handler")} - {None}
    roles = ACCUSATION_OPENING_ROLES if proceeding.restricted else OPENING_ROLES
    return bool(actor.roles & roles) and actor.organ in holders
