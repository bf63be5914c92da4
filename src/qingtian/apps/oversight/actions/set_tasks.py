"""What was promised or asked becomes tracked tasks (承诺和意见转任务)."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.tasks.actions import open_task
from qingtian.apps.tasks.models import TrackedTask
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
SET = Text("要办的事已经转为任务，不能作废。", "What is to be done has become tasks; it cannot be voided.")


def set_tasks(performed: Performed) -> None:
    """A task for every line: the department does it by its day, the government set it and verifies it."""
    matter, after = performed.proceeding, performed.after
    government, department = after.organ("government") or "", after.organ("department") or ""
    for number, item in enumerate(performed.values.get("items") or [], 1):
        open_task(
            TrackedTask.Origin.INQUIRY,
            item["title"],
            department,
            date.fromisoformat(item["due"]),
            by=SYSTEM,
            on=performed.act.on,
            now=performed.act.recorded_at,
            link_to=matter,
            setter=government,
            verifier=government,
            item=f"{performed.act.seq}-{number}",
            once=f"{matter.number}-{performed.act.seq}-{number}",
            generated=matter.generated,
        )


def keep_tasks(performed: Performed) -> None:
    """Undo: with tasks set the act stays. Raises Refused ``oversight.tasks_set``."""
    voided = performed.extra["voided"]["seq"]
    items = [f"{voided}-{n}" for n, _ in enumerate(performed.extra["voided"]["fields"].get("items") or [], 1)]
    if items and TrackedTask.objects.filter(source=performed.proceeding, item__in=items).exists():
        raise Refused("oversight.tasks_set", SET)
