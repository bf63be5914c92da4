"""Sweep sealed uploads no act ever named (无主封存件): a service that was begun, or refused, and given up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet

from qingtian.apps.identities.vault import drop_file
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.apps.proceedings.models import StoredFile


def abandoned(older_than: datetime) -> QuerySet[StoredFile]:
    """Sealed files of no matter that no record of any app points to, stored before that moment."""
    found = StoredFile.objects.filter(proceeding__isnull=True, stored_at__lt=older_than).exclude(sealed_original="")
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(pointing))
    return found


def sweep_uploads(*, older_than: datetime) -> int:
    """Delete them here and in the sealed store; how many. Repeating it finds nothing."""
    going = list(abandoned(older_than))
    for stored in going:
        drop_file(stored.sealed_original)
    return delete_unclaimed(going)
