"""What commands to the field (反控指令) add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from qingtian.apps.monitors.actions.keep_command import forget_password, keep_command, keep_sent
from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.hj212.editions import Edition
from qingtian.procedures import Projection
from qingtian.procedures.guards.field_commands import LOGGER_OF, LoggerSeen
from qingtian.procedures.model import START


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """What is registered of a device, asked for when a command is proposed."""
    return {LOGGER_OF: logger_of} if projection.state == START else {}


def logger_of(mn: str) -> LoggerSeen | None:
    """The device with that MN: the organs it is under, its edition, whether it is in use."""
    found = DataLogger.objects.select_related("organ").filter(mn=mn).first()
    if found is None:
        return None
    return LoggerSeen(tuple(found.organ.chain), cast(Edition, found.edition), found.active)


FIELD_COMMAND = Chapter(
    procedure="field_command",
    world=world,
    effects={
        "propose": keep_command,
        "note_sent": keep_sent,
        **dict.fromkeys(("note_answer", "note_result", "note_timeout", "reject", "withdraw", "lapse"), forget_password),
    },
)
