"""Note in the transaction of a change that the index must follow (记下待入索引); a later kill loses nothing."""

from __future__ import annotations

import secrets
from typing import Any

from django.db.models.signals import post_delete, post_save

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.models import IndexDue

STAMP_BITS = 62


def note(proceeding: int) -> None:
    """The petition of that key is to be read again by the index."""
    row = IndexDue(proceeding_id=proceeding, stamp=secrets.randbits(STAMP_BITS))
    IndexDue.objects.bulk_create([row], update_conflicts=True, unique_fields=["proceeding"], update_fields=["stamp"])


def _copy_changed(instance: WorkingCopy, **_: Any) -> None:
    note(instance.petition.proceeding_id)


def _matter_changed(instance: Proceeding, raw: bool = False, **_: Any) -> None:
    """Parties, area and state come with every act; the opening itself has no words yet."""
    if instance.procedure == "petition" and instance.seq and not raw:
        note(instance.pk)


def connect() -> None:
    """Called once when Django is ready."""
    post_save.connect(_copy_changed, WorkingCopy, dispatch_uid="repeats.copy_saved")
    post_delete.connect(_copy_changed, WorkingCopy, dispatch_uid="repeats.copy_gone")
    post_save.connect(_matter_changed, Proceeding, dispatch_uid="repeats.matter_saved")
