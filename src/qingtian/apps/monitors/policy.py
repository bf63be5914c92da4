"""Who sees outlets, and who keeps what is entered about them."""

from __future__ import annotations

from qingtian.apps.monitors.models import Outlet
from qingtian.apps.parties.policy import KEEPERS, READERS
from qingtian.procedures.who import Actor

#: measured data of units are no secret: whoever enforces, reviews, decides or analyses sees all of them
SEES = READERS | {"analyst"}
#: who enters outlets, limits and marks, of outlets their own organ or one below it watches
KEEPS = KEEPERS


def may_keep(actor: Actor, outlet: Outlet) -> bool:
    """Whether this officer keeps that outlet: its organ is the officer's own or lies below it."""
    return bool(actor.roles & KEEPS) and actor.organ in outlet.organ.path.split("/")
