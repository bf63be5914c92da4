"""What inspection feedback adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter, cleared
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.actions.amend_finding import amend, restore_schedule, set_schedule
from qingtian.apps.rectification.actions.enter_findings import take_back, write_findings
from qingtian.apps.rectification.actions.erase import erase
from qingtian.apps.rectification.actions.follow_finding import follow, unfollow
from qingtian.apps.rectification.actions.receive_feedback import write_feedback
from qingtian.apps.rectification.queries import told
from qingtian.procedures import Projection
from qingtian.procedures.guards.rectification import FINDINGS


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """What the guards ask about the findings, and whether the plan has passed the gate."""
    if not projection.seq:
        return {}
    passed = cleared(proceeding) if projection.state == "approved" else None
    return {FINDINGS: told(proceeding), "cleared": passed and passed.text}


CHAPTER = Chapter(
    procedure="inspection_feedback",
    world=world,
    effects={
        "receive_feedback": write_feedback,
        "enter_findings": write_findings,
        "amend_finding": amend,
        "set_schedule": set_schedule,
        "follow_finding": follow,
    },
    undo={
        "enter_findings": take_back,
        "set_schedule": restore_schedule,
        "follow_finding": unfollow,
    },
    erase=erase,
)
