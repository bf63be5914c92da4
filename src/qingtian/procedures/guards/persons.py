"""Who stands behind acts: the persons themselves and those they acted for, for guards that ask for another person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qingtian.procedures.who import Actor


def took_part(actor: Actor, marks: Iterable[Mapping[str, Any]]) -> bool:
    """Whether this very person did one of these acts, or acts for who did, or had it done; posts do not matter."""
    persons: set[int | None] = set()
    for mark in marks:
        persons |= {mark["by"].get("person_id"), (mark["by"].get("for") or {}).get("person_id")}
    return bool({actor.person_id, actor.for_person_id} - {None} & (persons - {None}))
