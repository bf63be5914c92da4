"""The register of guards and what a guard may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.procedures.model import Transition
from qingtian.procedures.projection import Projection
from qingtian.procedures.who import Actor


@dataclass(frozen=True, slots=True)
class GuardContext:
    """Everything a guard may know: the matter, the act, its values, the legal day and the chapter's facts.

    ``world`` holds what only the records know (children ended, open linked petitions …), gathered by the chapter.
    """

    projection: Projection
    transition: Transition
    fields: Mapping[str, Any]
    on: date
    actor: Actor
    world: Mapping[str, Any]


Check = Callable[[GuardContext], Text | None]


@dataclass(frozen=True, slots=True)
class Guard:
    """A registered guard; ``needs_fields`` ones are asked only when an act is performed, not when it is offered.

    ``rests_on`` names acts the guard asks for: they cannot be voided from under a later act that it let pass.
    """

    name: str
    check: Check
    needs_fields: bool
    needs_world: tuple[str, ...]
    means: Text
    rests_on: tuple[str, ...] = ()


GUARDS: dict[str, Guard] = {}


def guard(
    name: str,
    means: Text,
    *,
    needs_fields: bool = False,
    needs_world: tuple[str, ...] = (),
    rests_on: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Register a guard under the name the YAML uses; ``means`` is printed in the procedure's table."""

    def register(check: Check) -> Check:
        if name in GUARDS:
            raise DeclarationError("procedures.guard_twice", Text(f"条件重名：{name}", f"two guards named {name}"))
        GUARDS[name] = Guard(name, check, needs_fields, needs_world, means, rests_on)
        return check

    return register
