"""What the worker does for the index of words: take over what changed, and once a day make it without old words."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.operations.jobs import Counts


def take_over(now: datetime) -> Counts:
    """New and changed petitions into the index, and what those nobody has sorted yet may repeat."""
    from qingtian.apps.repeats.actions.follow import follow
    from qingtian.web.middleware import city_now

    done = follow(city_now())
    return {"written": done.written, "removed": done.removed, "looked": done.looked, "busy": done.busy}


def make_anew(now: datetime) -> Counts:
    """Words that were covered again or erased leave the files of the index; nothing to do where none were."""
    from qingtian.apps.repeats.text_index.writing import make, words_removed

    return {"petitions": make() if words_removed() else 0}
