"""The working calendar in force: the law room's, with the administrator's recorded edits."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Max

from qingtian.apps.proceedings.models import CalendarDay
from qingtian.language import Text
from qingtian.law import Calendar, Override


@lru_cache(maxsize=4)
def _built(latest: int | None) -> Calendar:
    edits = CalendarDay.objects.order_by("pk")
    overrides = {edit.day: Override(working=edit.working, name=Text(edit.name_zh, edit.name_en)) for edit in edits}
    return Calendar(overrides)


def calendar() -> Calendar:
    """Today's calendar; built again only when an edit was added."""
    return _built(CalendarDay.objects.aggregate(latest=Max("pk"))["latest"])
