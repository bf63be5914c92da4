"""Announce sealed items (登记现场取证): each is judged by itself, and nothing that is here is written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.inspections.receiving import (
    CHUNK,
    FOREIGN,
    OTHER_CONTENT,
    PLACE_TAKEN,
    TOO_LARGE,
    Answer,
    answer_for,
    refused,
)
from qingtian.enforcement.field_seal import SHEETS, Capture, faults_of
from qingtian.language import Text
from qingtian.secrecy import Declaration

MEGABYTE = 1024 * 1024
#: a sheet or a signature comes in one piece; a photo or a film has the limit of the house
SMALL = CHUNK


def announce(
    visit: Visit, captures: Iterable[Capture], *, mark: Declaration, by_post: str, now: datetime
) -> list[Answer]:
    """One answer an item, in their order. The same item announced again gets the answer it got before.

    ``mark`` is what the officer says stands on the papers that were photographed.
    """
    return [_one(visit, capture, mark, by_post, now) for capture in captures]


def _one(visit: Visit, capture: Capture, mark: Declaration, by_post: str, now: datetime) -> Answer:
    if capture.visit != visit.proceeding.number:
        return refused(capture.client, FOREIGN)
    if earlier := FieldEvidence.objects.filter(client=capture.client).select_related("visit__proceeding").first():
        return _again(earlier, capture)
    if faults := _faults(capture):
        words = Text("；".join(one.zh for one in faults) + "。", "; ".join(one.en for one in faults) + ".")
        return refused(capture.client, words)
    try:
        with transaction.atomic():
            row = _row(visit, capture, mark, by_post, now)
    except IntegrityError:  # the same phone announced it at the same moment, or its place in the chain is taken
        earlier = FieldEvidence.objects.filter(client=capture.client).select_related("visit__proceeding").first()
        return _again(earlier, capture) if earlier else refused(capture.client, PLACE_TAKEN)
    return answer_for(row)


def _again(earlier: FieldEvidence, capture: Capture) -> Answer:
    if earlier.capture() != capture:
        return refused(capture.client, OTHER_CONTENT)
    return answer_for(earlier)


def _faults(capture: Capture) -> list[Text]:
    most = _most(capture.kind)
    too_large = [TOO_LARGE.format(limit=_megabytes(most))] if capture.size > most else []
    return faults_of(capture) + too_large


def _most(kind: str) -> int:
    """Bytes one item of a kind may have."""
    if kind in (*SHEETS, "signature"):
        return SMALL
    return int(settings.VIDEO_MAX_BYTES if kind == "video" else settings.PHOTO_MAX_BYTES)


def _megabytes(most: int) -> str:
    """0.25 or 20: the limit as it is read."""
    return f"{most / MEGABYTE:g}"


def _row(visit: Visit, capture: Capture, mark: Declaration, by_post: str, now: datetime) -> FieldEvidence:
    told = asdict(capture)
    del told["visit"]
    return FieldEvidence.objects.create(visit=visit, mark=mark.value, sent_by=by_post, announced_at=now, **told)
