"""What the pages of a feedback, a task and a followed case add: four lists, the finding, the unit’s own progress."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.rectification.models import Finding
from qingtian.apps.tasks.models import TrackedTask
from qingtian.language import Text
from qingtian.procedures import Procedure
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link
from qingtian.web.desk.fact_words import choice

LISTS = Text("四张清单", "The four lists")
NOT_SAID = Text("还没报过", "nothing said yet")


def feedback_facts(proceeding: Proceeding) -> list[Fact]:
    """The way to the four lists of a feedback."""
    return [Fact(Text("清单", "Lists"), [Link(LISTS, reverse("desk:feedback", args=[proceeding.number]))])]


def task_facts(actor: Actor, proceeding: Proceeding, procedure: Procedure) -> list[Fact]:
    """Where a task comes from, its day and how far its unit says it is."""
    held = TrackedTask.objects.select_related("source").filter(proceeding=proceeding).first()
    if held is None:
        return []
    progress = Text(f"{held.progress}%", f"{held.progress}%") if held.progress is not None else NOT_SAID
    found = [
        Fact(Text("来源", "Origin"), [choice(procedure, "set_task", "origin", held.origin)], held.item),
        Fact(Text("完成时限", "Deadline"), [held.deadline.isoformat()]),
        Fact(Text("自评进度", "Own progress"), [progress]),
    ]
    what = str(proceeding.projection["facts"].get("what") or "")
    if what:
        found.append(Fact(Text("要做到什么", "What is to be reached"), what.split("\n")))
    return [*found, *finding_facts(actor, proceeding)]


def finding_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """The findings this matter puts right, as far as the reader may see their feedback."""
    seen = visible(actor).filter(procedure="inspection_feedback")
    findings = Finding.objects.filter(followed_by=proceeding, feedback__proceeding__in=seen)
    facts = []
    for one in findings.select_related("feedback__proceeding"):
        number = one.feedback.proceeding.number
        link = Link(f"{number} {one.number}", f"{reverse('desk:feedback', args=[number])}?list=task")
        facts.append(Fact(Text("督察反馈问题", "Inspection finding"), [link, one.text]))
    return facts
