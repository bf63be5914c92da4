"""Who may see what of a suggestion or proposal, beyond the kernel's scope."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, takes_part
from qingtian.procedures.who import Actor


def may_see_proposers(actor: Actor, proceeding: Proceeding) -> bool:
    """The units that take part in the matter itself; not those that look at it from above, nor co-handling units."""
    return may_see(actor, proceeding) and takes_part(actor, proceeding)
