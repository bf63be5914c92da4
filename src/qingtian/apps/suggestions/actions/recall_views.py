"""Recall what co-handling units were asked (收回会办), when the item itself is returned, withdrawn or closed."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.suggestions.models import CoHandling
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")


def recall_views(performed: Performed) -> None:
    """The effect of ``return_wrong``, ``withdraw`` and ``close``; views given before stay."""
    waiting = CoHandling.objects.filter(suggestion__proceeding=performed.proceeding, proceeding__state="asked")
    for one in waiting.select_related("proceeding"):
        perform_within(
            one.proceeding,
            "recall",
            by=SYSTEM,
            on=performed.act.on,
            now=performed.act.recorded_at,
            expected_seq=one.proceeding.seq,
        )
