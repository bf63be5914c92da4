"""Follow the records (跟进): the index takes over what changed, and new reports are looked at for repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.actions.suggest import suggest
from qingtian.apps.repeats.queries import YOUNG
from qingtian.apps.repeats.text_index.writing import MOST, sweep


@dataclass
class Followed:
    """Counts: petitions written into the index, taken out of it, looked at; ``busy``: another process is writing."""

    written: int = 0
    removed: int = 0
    looked: int = 0
    busy: bool = False


def follow(now: datetime) -> Followed:
    """Until nothing is due. A kill at any moment leaves what was not taken over due."""
    done = Followed()
    while True:
        taken = sweep()
        done.busy = taken.busy
        done.written += taken.written
        done.removed += taken.removed
        young = Proceeding.objects.filter(pk__in=taken.keys, state__in=YOUNG, restricted=False)
        for key in young.order_by("pk").values_list("pk", flat=True):
            suggest(key, now=now)
            done.looked += 1
        if len(taken.keys) < MOST and not taken.made_anew:
            return done
