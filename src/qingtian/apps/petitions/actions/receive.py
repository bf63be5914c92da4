"""Receive a report (收件): seal the identity first, then make the record, then claim the seal."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from qingtian.apps.identities.vault import Identity, claim, seal
from qingtian.apps.petitions.actions.draft_copy import covered, draft_copy
from qingtian.apps.petitions.actions.working_title import working_title
from qingtian.apps.petitions.collective import is_collective
from qingtian.apps.petitions.models import Petition, PetitionPhoto
from qingtian.apps.petitions.receipts import digest_of, new_key, new_receipt
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, StoredFile
from qingtian.procedures.who import Actor


@dataclass(frozen=True)
class Report:
    """What somebody reports, without who it is. ``area`` and ``receiver`` are codes; coordinates are WGS-84 degrees."""

    report: str
    channel: str
    receiver: str
    kinds: Sequence[str] = ()
    place: str = ""
    occurred: str = ""
    area: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    language: str = "zh-Hans"
    source_number: str = ""
    present: int | None = None
    representatives: int | None = None
    photos: Sequence[StoredFile] = ()
    photos_token: str = ""


@dataclass(frozen=True)
class Received:
    """What the reporter takes away. ``key`` is the secret of the private link, shown once and kept nowhere."""

    petition: Petition
    receipt: str
    key: str


def _fields(report: Report, identity: Identity, on: date) -> dict[str, object]:
    """What the trail keeps: the report as a digest, place and time covered as the working copy covers them."""
    return {
        "channel": report.channel,
        "kinds": list(report.kinds),
        "report": report.report,
        "place": covered(report.place, identity),
        "occurred": covered(report.occurred, identity),
        "area": report.area,
        "receiver": report.receiver,
        "naming": "named" if identity.name.strip() else "anonymous",
        "source_number": report.source_number,
        "present": report.present,
        "collective": is_collective(report.channel, report.present, on=on) or None,
        "representatives": report.representatives,
        "photos": [photo.pk for photo in report.photos],
    }


#: the scan of a letter, a fax or a print of a mail: it shows who wrote it, so it lies sealed and nothing else is kept
LETTER = "application/vnd.qingtian.letter"


def name_neutrally(photos: Sequence[StoredFile], first: int = 1) -> None:
    """The name a phone or a person gave a photo may name that person; the trail keeps a plain number instead."""
    for number, photo in enumerate(photos, first):
        what = "letter" if photo.media_type == LETTER else "video" if photo.media_type.startswith("video/") else "photo"
        photo.name = f"{what}-{number}{mimetypes.guess_extension(photo.media_type) or ''}"
        photo.save(update_fields=["name"])


def attach_photos(petition: Petition, photos: Sequence[StoredFile]) -> None:
    """The files belong to the matter from now on; a film or a letter lies sealed: no photo anybody is shown."""
    for photo in photos:
        photo.proceeding = petition.proceeding
        photo.save(update_fields=["proceeding"])
        if photo.media_type != LETTER and not photo.media_type.startswith("video/"):
            PetitionPhoto.objects.create(petition=petition, file=photo)


def receive(
    report: Report,
    identity: Identity,
    *,
    by: Actor,
    on: date,
    now: datetime,
    prefix: str,
    once: str | None = None,
    generated: bool = False,
    unclaimed: list[str] | None = None,
    rehearsal: bool = False,
) -> Received:
    """Receive a report. ``prefix`` begins the receipt number. The same ``once`` token receives once.

    The identity is on disk in its own store before the record exists; if the record fails, the seal is an orphan and
    is swept. A caller that receives many in one transaction gives ``unclaimed`` and claims what it collects once that
    transaction stands; a ``rehearsal``, which the caller rolls back, seals nothing. Raises Refused (FieldsRefused) and
    whatever sealing raises.
    """
    if once and (act := Act.objects.filter(once=once).select_related("proceeding__petition").first()):
        return Received(act.proceeding.petition, act.proceeding.petition.receipt, "")
    token = new_key() if rehearsal else seal(identity, now=now)
    key = new_key()
    with transaction.atomic():
        name_neutrally(report.photos)
        proceeding = open_proceeding(
            "petition",
            by=by,
            on=on,
            now=now,
            title=working_title(report.kinds, covered(report.place, identity), report.language),
            title_language=report.language,
            fields=_fields(report, identity, on),
            once=once,
            generated=generated,
            extra={
                "report": report,
                "identity": identity,
                "token": token,
                "key": key,
                "receipt": new_receipt(prefix),
            },
        )
    if proceeding.petition.identity_token != token:
        # the same form came twice at once: the other one was received, this seal is an orphan
        return Received(proceeding.petition, proceeding.petition.receipt, "")
    tokens = [token, report.photos_token] if report.photos_token else [token]
    if unclaimed is not None:
        unclaimed.extend(tokens)
    elif not rehearsal:
        for each in tokens:
            claim(each, now=now)
    return Received(proceeding.petition, proceeding.petition.receipt, key)


def write_petition(performed: Performed) -> None:
    """The effect of ``receive``: the petition, its working copy and its photos, in the transaction of the act."""
    report: Report = performed.extra["report"]
    petition = Petition.objects.create(
        proceeding=performed.proceeding,
        receipt=performed.extra["receipt"],
        key_digest=digest_of(performed.extra["key"]),
        channel=report.channel,
        report=performed.values["report"],
        language=report.language,
        place=report.place,
        occurred=report.occurred,
        longitude=report.longitude,
        latitude=report.latitude,
        identity_token=performed.extra["token"],
        photos_token=report.photos_token,
    )
    draft_copy(petition, performed.extra["identity"], now=performed.act.recorded_at)
    attach_photos(petition, report.photos)
