"""What this chapter (监测告警) adds to the kernel, a ``Chapter`` a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.alerts.actions.link_result import link_result, unlink_result
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.alerts import RESULTS


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """How many matters came of it, for the act that closes it so."""
    if projection.state not in ("escalated", "acknowledged"):
        return {}
    return {RESULTS: proceeding.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by=None).count()}


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="monitor_alert",
        world=world,
        effects={"link_result": link_result},
        undo={"link_result": unlink_result},
    ),
)
