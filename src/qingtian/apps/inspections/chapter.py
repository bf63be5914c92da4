"""What inspections add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from qingtian.apps.catalogue.models import Qualification
from qingtian.apps.inspections.actions.enter_visit import enter_visit
from qingtian.apps.inspections.actions.erase import erase
from qingtian.apps.inspections.actions.give_up import give_up, make_after_all
from qingtian.apps.inspections.actions.officers import declare, replace_officers, take_back
from qingtian.apps.inspections.caps import line_of
from qingtian.apps.inspections.chains import end_of
from qingtian.apps.inspections.models import FieldEvidence, VisitOfficer
from qingtian.apps.inspections.offers import offers
from qingtian.apps.inspections.random_visits import of_a_draw
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.visit_caps import REASONABLE, SCAN
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards import visits as asked


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    law, state = load_law(), projection.state
    if state == "start":
        reasonable = int(law.figure(REASONABLE, on=on).value)
        return {
            asked.CAP_LINE: line_of,
            asked.REASONABLE: reasonable,
            asked.LICENSED: licensed(on),
            asked.OF_A_DRAW: of_a_draw,
        }
    received = FieldEvidence.objects.filter(visit__proceeding=proceeding, received_at__isnull=False)
    sent = {asked.CHAIN_END: partial(end_of, proceeding)}
    if state == "planned":
        officers = VisitOfficer.objects.filter(visit__proceeding=proceeding)
        told = dict(officers.values_list("post", "interest"))
        return sent | {
            asked.DECLARED: told,
            asked.LICENSED: licensed(on),
            asked.SCAN_ASKED: bool(law.figure(SCAN, on=on).value),
        }
    photos = received.filter(kind="photo").values_list("sha256", flat=True)
    return sent | {asked.SEALED_PHOTOS: tuple(photos), asked.EVIDENCE: received.count()}


def licensed(on: date) -> frozenset[str]:
    """Codes of the persons whose enforcement licence (执法证) is valid on the day."""
    held = Qualification.objects.filter(kind=Qualification.Kind.ENFORCEMENT, valid_from__lte=on)
    valid = held.exclude(valid_until__lt=on)
    return frozenset(valid.values_list("person__code", flat=True))


CHAPTERS = (
    Chapter(
        procedure="inspection_visit",
        world=world,
        effects={
            "open": enter_visit,
            "replace_officer": replace_officers,
            "declare": declare,
            "cancel": give_up,
            "decline": give_up,
        },
        undo={"declare": take_back, "cancel": make_after_all, "decline": make_after_all},
        erase=erase,
        offers=offers,
    ),
)
