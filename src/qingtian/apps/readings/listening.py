"""After the intake, after a confirmation, after registering: read, note, forget. Nothing here can stop an act."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.utils import timezone

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import ActContent
from qingtian.apps.readings.actions.note_choice import SETTLES, note_choice
from qingtian.apps.readings.actions.read_petition import read_petition
from qingtian.apps.readings.models import Correction, Reading

logger = logging.getLogger(__name__)


def _read(copy: WorkingCopy) -> None:
    """A report that cannot be read is received all the same; the log says which, without a word of it."""
    try:
        read_petition(copy.petition, now=timezone.now())
    except Exception:
        logger.warning("petition %s could not be read", copy.petition_id)


def _note(content: ActContent) -> None:
    try:
        note_choice(content.act)
    except Exception:
        logger.warning("the choice of act %s could not be noted", content.act_id)


def _copy_saved(instance: WorkingCopy, raw: bool = False, **_: Any) -> None:
    if not raw:
        transaction.on_commit(partial(_read, instance))


def _content_saved(instance: ActContent, created: bool = False, raw: bool = False, **_: Any) -> None:
    act = instance.act
    if created and not raw and act.act == SETTLES and act.proceeding.procedure == "petition":
        transaction.on_commit(partial(_note, instance))


def _copy_goes(instance: WorkingCopy, **_: Any) -> None:
    """With the words goes what was read in them."""
    Reading.objects.filter(petition_id=instance.petition_id).delete()
    Correction.objects.filter(petition_id=instance.petition_id).delete()


def connect() -> None:
    """Called once when Django is ready."""
    post_save.connect(_copy_saved, WorkingCopy, dispatch_uid="readings.copy_saved")
    pre_delete.connect(_copy_goes, WorkingCopy, dispatch_uid="readings.copy_goes")
    post_save.connect(_content_saved, ActContent, dispatch_uid="readings.content_saved")
