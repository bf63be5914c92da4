"""Drafts of reports that were left behind, and the photos nobody sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.web.portal.settled import DRAFT_LIFE, RECEIVED_LIFE


def tokens_held(tokens: Collection[str]) -> Iterable[str]:
    """Those of ``tokens`` that a living draft carries: its sealed photos wait for the report to be sent."""
    return (
        ReportDraft.objects.filter(photos_token__in=tokens)
        .exclude(photos_token="")
        .values_list("photos_token", flat=True)
    )


def _left_behind(now: datetime) -> QuerySet[ReportDraft]:
    """Drafts past their life; one that was sent only shows its receipt again for a while."""
    sent = Q(values__has_key="sent", changed_at__lt=now - RECEIVED_LIFE) & ~Q(values__has_key="from_phone")
    return ReportDraft.objects.filter(sent | Q(changed_at__lt=now - DRAFT_LIFE))


def sweep_drafts(*, now: datetime) -> tuple[int, int]:
    """Delete drafts left behind by ``now``, each with its unclaimed files; how many drafts and how many files."""
    drafts = files = 0
    for pk in list(_left_behind(now).values_list("pk", flat=True)):
        gone, deleted = _sweep(pk, now)
        drafts, files = drafts + gone, files + deleted
    return drafts, files


@transaction.atomic
def _sweep(pk: int, now: datetime) -> tuple[int, int]:
    """One draft, looked at again under lock: its owner may have come back a moment ago."""
    draft = _left_behind(now).select_for_update().filter(pk=pk).first()
    if draft is None:
        return 0, 0
    held = list(draft.files.filter(proceeding__isnull=True, petition_photo__isnull=True))
    draft.delete()
    elsewhere = set(
        ReportDraft.files.through.objects.filter(storedfile__in=held).values_list("storedfile_id", flat=True)
    )
    return 1, delete_unclaimed([file for file in held if file.pk not in elsewhere])
