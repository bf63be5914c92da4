"""Add to an own report (补充情况): the reporter's further words and photos, kept and handled with the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import claim
from qingtian.apps.petitions.actions.receive import attach_photos, name_neutrally
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, StoredFile
from qingtian.insight.reading.personal import cover_spans, covers_of, find_personal
from qingtian.procedures.who import Actor


def heading(on: date, language: str) -> str:
    """The line over what was added on that day, in the language of the report."""
    if language.startswith("en"):
        return f"[Added on {on.isoformat()}]"
    return f"【{on.year}年{on.month}月{on.day}日补充】"


@sensitive_variables("words")
def add_information(
    petition: Petition,
    words: str,
    *,
    photos: Sequence[StoredFile] = (),
    photos_token: str = "",
    by: Actor,
    on: date,
    now: datetime,
    expected_seq: int,
    once: str | None = None,
) -> Act:
    """Perform the act with the files already kept. ``photos_token`` seals their originals: the petition's own, or a new
    one where it had none, claimed here once the act stands. Raises as ``perform``.
    """
    with transaction.atomic():
        name_neutrally(photos, petition.photos.count() + 1)
        act = perform_within(
            petition.proceeding,
            "add_information",
            by=by,
            on=on,
            now=now,
            fields={"words": words, "photos": [photo.pk for photo in photos]},
            expected_seq=expected_seq,
            once=once,
            extra={"photos": photos, "photos_token": photos_token},
        )
    if photos and photos_token:
        claim(photos_token, now=now)
    return act


def keep_addition(performed: Performed) -> None:
    """The effect: the words stand below the report under their day, the photos beside its own."""
    petition = performed.proceeding.petition
    copy = _held_copy(petition)
    added = f"\n\n{heading(performed.act.on, petition.language)}\n{performed.values['words']}"
    before, petition.report = petition.report, f"{petition.report}{added}"
    photos = performed.extra.get("photos") or ()
    if photos and not petition.photos_token:
        petition.photos_token = performed.extra["photos_token"]
    petition.save(update_fields=["report", "photos_token"])
    if copy is not None:
        _add_to_the_copy(copy, added, len(before))
    attach_photos(petition, photos)


def _held_copy(petition: Petition) -> WorkingCopy | None:
    """The working copy, locked with its petition as ``confirm_copy`` locks them; ``petition`` as it stands now."""
    copy = WorkingCopy.objects.select_for_update().select_related("petition").filter(petition=petition).first()
    if copy is None:
        Petition.objects.select_for_update().get(pk=petition.pk)
    petition.refresh_from_db(fields=["report", "photos_token"])
    return copy


def _add_to_the_copy(copy: WorkingCopy, added: str, at: int) -> None:
    """The covered words below the working copy; what nobody has looked at is not confirmed. ``at``: in the report."""
    spans = covers_of(find_personal(added))
    covered, start = cover_spans(added, spans), len(copy.text)
    copy.spans = [*copy.spans, *([at + first, at + last, kind] for first, last, kind in spans)]
    copy.text += covered.text
    copy.marks = [*copy.marks, *([first + start, last + start, kind] for first, last, kind in covered.marks)]
    copy.confirmed_at, copy.confirmed_by = None, ""
    copy.save()
