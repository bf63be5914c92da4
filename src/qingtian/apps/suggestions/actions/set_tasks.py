"""Commitments of an answer become tracked tasks (承诺转为跟踪任务), each set by the organ that assigned the item."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.tasks.actions import open_task
from qingtian.apps.tasks.models import TrackedTask
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
#: the class whose answer promises something
PLANNED = "B"


def set_tasks(performed: Performed) -> None:
    """The effect of ``answer``: a task for every commitment that has none yet, due on the day it names.

    Of a second answer only what it promises anew is set; the first answer's promises go on.
    """
    facts, matter = performed.after.facts, performed.proceeding
    if facts.get("class") != PLANNED:
        return
    setter = performed.after.organ("assigner") or ""
    standing = set(TrackedTask.objects.filter(source=matter).values_list("deadline", "proceeding__title"))
    for number, commitment in enumerate(facts.get("commitments") or [], 1):
        due, words = date.fromisoformat(commitment["due"]), commitment["title"]
        if (due, words[:200]) in standing:
            continue
        open_task(
            TrackedTask.Origin.INQUIRY,
            words,
            performed.after.organ("lead") or "",
            due,
            by=SYSTEM,
            on=performed.act.on,
            now=performed.act.recorded_at,
            link_to=matter,
            setter=setter,
            verifier=setter,
            item=str(facts.get("reg_number", ""))[:60],
            once=f"{matter.number}-{performed.act.seq}-{number}",
            generated=matter.generated,
        )


def keep_tasks(performed: Performed) -> None:
    """Undo of ``answer``: with tasks set it stays. Raises Refused ``suggestion.tasks_set``."""
    if TrackedTask.objects.filter(source=performed.proceeding).exists():
        words = Text("答复里的承诺已经转为任务，不能作废。", "Its commitments have become tasks; it cannot be voided.")
        raise Refused("suggestion.tasks_set", words)
