"""Jobs this app brings itself: the proof with its checkpoint, the backup, tidying up."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from qingtian.apps.operations.jobs import Counts, Job, register
from qingtian.errors import QingtianError
from qingtian.language import Text

#: task records are kept this long
KEPT = timedelta(days=30)
#: daily checkpoints kept; of older ones the first of each month
CHECKPOINTS = 60


def register_all() -> None:
    """Called once when Django is ready."""
    register(Job("checkpoint", prove_and_sign))
    register(Job("backup", nightly_backup))
    register(Job("tidy", tidy))


class NotProved(QingtianError):
    """Trails that do not hold: no checkpoint is written over them."""


def prove_and_sign(now: datetime) -> Counts:
    """Prove every trail, then write a signed checkpoint of all heads outside the database, and copy it elsewhere."""
    from qingtian.apps.proceedings.checkpoints import thin_out
    from qingtian.apps.proceedings.verification import verify_all

    held = findings = 0
    for finding in verify_all():
        held, findings = held + (finding is None), findings + (finding is not None)
    if findings:
        raise NotProved("checkpoint.not_proved", Text("有动作链不成立。", "Some trail does not hold."))
    sign_heads(now, second_folder())
    return {"matters": held, "thinned": thin_out(days=CHECKPOINTS)}


def second_folder() -> Path | None:
    """Where copies of checkpoints go, such as a stick or another machine's disk: ``QINGTIAN_CHECKPOINTS``."""
    named = os.environ.get("QINGTIAN_CHECKPOINTS")
    return Path(named) if named else None


def sign_heads(now: datetime, second: Path | None) -> list[Path]:
    """Write a checkpoint into the data folder and a copy into ``second``. Raises OSError where that is not there."""
    from qingtian.apps.proceedings.checkpoints import take_checkpoint

    written = [take_checkpoint(now)]
    if second is not None:
        copy = second / written[0].name
        shutil.copyfile(written[0], copy.with_suffix(".part"))
        written.append(copy.with_suffix(".part").rename(copy))
    return written


def nightly_backup(now: datetime) -> Counts:
    """Back up to ``QINGTIAN_BACKUPS``, the keys to ``QINGTIAN_KEYS_COPY`` where one is named."""
    from qingtian.apps.operations.actions.back_up import back_up
    from qingtian.apps.operations.backup.rotation import Keep

    place = Path(os.environ.get("QINGTIAN_BACKUPS") or settings.DATA / "backups")
    keys = os.environ.get("QINGTIAN_KEYS_COPY")
    written, went = back_up(place, now=now, keys=Path(keys) if keys else None, keep=Keep())
    megabytes = round(written.bytes / 1e6, 1)
    return {"matters": written.manifest.heads["count"], "megabytes": megabytes, "deleted": len(went)}


def tidy(now: datetime) -> Counts:
    """Delete old task records, ended sessions, counts of rates whose window is over."""
    from django.contrib.sessions.models import Session
    from django_tasks_db.models import DBTaskResult

    from qingtian.apps.rates.spending import forget

    tasks, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return {"tasks": tasks, "sessions": sessions, "counts": forget(now)}
