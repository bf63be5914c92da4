"""What tracked tasks add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.tasks.actions.open_task import erase, follow, write_task
from qingtian.procedures import Projection

FOLLOWED = ("report_progress", "extend", "verify")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The guards of a task ask for nothing that is not in its acts."""
    return {}


CHAPTER = Chapter(
    procedure="tracked_task",
    world=world,
    effects={"set_task": write_task, **dict.fromkeys(FOLLOWED, follow)},
    undo=dict.fromkeys(FOLLOWED, follow),
    erase=erase,
)
