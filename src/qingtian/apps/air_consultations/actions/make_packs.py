"""Make the packs that wait (做资料): computed outside of any request, frozen with their digest, attached by an act."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingtian import __version__
from qingtian.apps.air.places import named, regions
from qingtian.apps.air.queries import SHANGHAI
from qingtian.apps.air_consultations.models import AirConsultation, ConsultationPack
from qingtian.apps.air_consultations.pack.making import make_pack
from qingtian.apps.air_consultations.queries import earlier_of
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.sweep import SYSTEM
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import period
from qingtian.trail import canonical, sm3

logger = logging.getLogger(__name__)
NO_EDITION = "—"
WAITING = "preparing"


@dataclass
class Made:
    """How many packs were made, and how many could not be attached."""

    made: int = 0
    refused: int = 0


def make_packs(now: datetime) -> Made:
    """Every consultation whose pack is being made, the oldest first. Safe to run twice."""
    done = Made()
    waiting = AirConsultation.objects.filter(proceeding__state=WAITING).select_related("proceeding")
    for consultation in waiting.order_by("pk"):
        try:
            done.made += make_one(consultation, now) is not None
        except QingtianError as refused:
            logger.warning("consultation %s: %s", consultation, refused.sentence("en"))
            done.refused += 1
    return done


def make_one(consultation: AirConsultation, now: datetime) -> ConsultationPack | None:
    """Compute, keep and attach the next version; None where another worker was first.

    Raises Refused as ``perform`` does; then nothing is kept.
    """
    on = now.astimezone(SHANGHAI).date()
    place = named(regions(), consultation.place)
    assert place is not None
    data = make_pack(place, period(consultation.quarter), on, earlier_of(consultation))
    text = canonical(data).decode()
    basis, missing = data["basis"], [Text.of(one) for one in data["missing"]]
    with transaction.atomic():
        matter = Proceeding.objects.select_for_update().get(pk=consultation.proceeding_id)
        if matter.state != WAITING:
            return None
        version = consultation.packs.count() + 1
        pack = ConsultationPack.objects.create(
            consultation=consultation,
            version=version,
            data=text,
            sm3=sm3(text.encode()),
            edition=basis["edition"],
            snapshot=basis["snapshot"],
            program=__version__,
            made_at=now,
        )
        fields = {
            "version": str(version),
            "sm3": pack.sm3,
            "edition": pack.edition or NO_EDITION,
            "snapshot": pack.snapshot,
            "summary": Text.of(data["summary"]).zh,
            "missing": "\n".join(one.zh for one in missing),
        }
        given = {name: value for name, value in fields.items() if value}
        perform(matter, "attach_pack", by=SYSTEM, on=on, now=now, fields=given, expected_seq=matter.seq)
    return pack
