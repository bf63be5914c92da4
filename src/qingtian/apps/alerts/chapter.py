"""What this chapter (监测告警) adds to the kernel, a ``Chapter`` a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.alerts.actions.link_result import link_result, unlink_result
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection


def nothing_else(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The guards of an alert ask the records nothing."""
    return {}


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="monitor_alert",
        world=nothing_else,
        effects={"link_result": link_result},
        undo={"link_result": unlink_result},
    ),
)
