"""What is sealed or seized now, and what the law of the day allows to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.measures.reckoning import by_the_law
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import load_law
from qingtian.law.choice import CODE
from qingtian.procedures import Projection
from qingtian.procedures.guards.measures import FIGURES, lines
from qingtian.procedures.guards.seizure import SEALED, WIDER, plain_name

#: states in which things are under seal
UNDER_SEAL = ("unapproved", "sealed", "expired")


def sealed_objects(own: Proceeding) -> dict[str, dict[str, str]]:
    """By party, objects under seal in other seizures and the number of each."""
    found: dict[str, dict[str, str]] = {}
    held = Proceeding.objects.filter(procedure="seizure", state__in=UNDER_SEAL).exclude(pk=own.pk)
    for number, party, projection in held.values_list("number", "party", "projection"):
        objects = lines(projection["facts"].get("objects"))
        found.setdefault(party, {}).update({plain_name(line): number for line in objects})
    return found


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    law = load_law()
    known = dict(by_the_law(on, officers="seizure.officers"))
    known[FIGURES] |= {"approval_hours": law.limit("seizure.approval", on=on).value}
    if projection.state in ("start", "approved", "urgent"):
        known[SEALED] = sealed_objects(proceeding)
    if projection.state == "start":
        begins = law.instrument(CODE).in_force_from
        known[WIDER] = begins is not None and begins <= on
    return known
