"""What can be done now, and what is missing for the rest: the right-hand column of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.procedures.decide import missing
from qingtian.procedures.guards import GuardContext
from qingtian.procedures.model import Procedure, Transition
from qingtian.procedures.projection import Projection
from qingtian.procedures.who import Actor, admitted, describe_all, has_withdrawn


@dataclass(frozen=True, slots=True)
class Possibility:
    """One act of the present state: ``allowed`` for this actor now, or ``lacking`` sentences why not yet."""

    transition: Transition
    allowed: bool
    for_actor: bool
    lacking: tuple[Text, ...]
    warnings: tuple[Text, ...]
    who: Text


def possibilities(
    procedure: Procedure,
    projection: Projection,
    actor: Actor,
    on: date,
    world: Mapping[str, Any],
    area_chain: tuple[str, ...],
) -> list[Possibility]:
    """Every act declared from the present state, allowed ones first, in declared order."""
    found, away = [], has_withdrawn(actor, world)
    for transition in procedure.transitions_from(projection.state):
        mine = not away and admitted(transition, actor, projection.relations, area_chain)
        context = GuardContext(projection, transition, {}, on, actor, world)
        must, principle, _ = missing(context, with_fields=False)
        who = describe_all(transition, procedure)
        found.append(Possibility(transition, mine and not must, mine, tuple(must), tuple(principle), who))
    return sorted(found, key=lambda p: (not p.allowed, not p.for_actor))
