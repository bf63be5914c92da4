"""The records of a matter's acts, as stored."""

from __future__ import annotations

from typing import Any

from qingtian.apps.proceedings.models import Act, ActContent, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

ERASED = Text(
    "保存期满，部分动作的内容已经销毁，不能再更正。",
    "Contents of some acts were erased after their retention period; nothing can be corrected any more.",
)


ERASED_ALL = Text(
    "保管期满，内容已于 {on} 销毁，不能再办理。",
    "The content was erased on {on} after its retention period; nothing more can be done.",
)


def refuse_erased(proceeding: Proceeding) -> None:
    """Raises Refused ``proceeding.erased`` for a matter whose content is gone."""
    if proceeding.erased_on:
        raise Refused("proceeding.erased", ERASED_ALL.format(on=proceeding.erased_on), where=proceeding.number)


def complete_records_of(proceeding: Proceeding) -> list[dict[str, Any]]:
    """All records for a replay; refused once a content has been erased, because the replay would be another matter."""
    records = records_of(proceeding)
    if len(records) != Act.objects.filter(proceeding=proceeding).count():
        raise Refused("proceeding.erased", ERASED, where=proceeding.number)
    return records


def records_of(proceeding: Proceeding) -> list[dict[str, Any]]:
    """All records in order. An erased content leaves a gap, which callers that replay must refuse."""
    rows = ActContent.objects.filter(act__proceeding=proceeding).order_by("act__seq")
    return list(rows.values_list("content", flat=True))
