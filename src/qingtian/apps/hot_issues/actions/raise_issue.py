"""Raise an issue (列为热点): its row, whether the system or an officer raised it."""

from __future__ import annotations

from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.proceedings.chapters import Performed


def write_issue(performed: Performed) -> None:
    """The effect of ``raise``."""
    HotIssue.objects.create(
        proceeding=performed.proceeding,
        basis=performed.extra.get("basis", HotIssue.Basis.OFFICER),
        name=performed.extra.get("name", ""),
        kinds=performed.extra.get("kinds", []),
    )
