"""What hot issues add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.hot_issues.actions.promote import promote, undo_promote
from qingtian.apps.hot_issues.actions.raise_issue import write_issue
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.hot_issues import CASE_STATE


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The state of the case the issue became, where it did."""
    if projection.state != "promoted":
        return {}
    raised = projection.facts.get("raised") or {}
    return {CASE_STATE: Proceeding.objects.filter(uid=raised.get("uid", "")).values_list("state", flat=True).first()}


CHAPTER = Chapter(
    procedure="hot_issue",
    world=world,
    effects={"raise": write_issue, "promote": promote},
    undo={"promote": undo_promote},
)
