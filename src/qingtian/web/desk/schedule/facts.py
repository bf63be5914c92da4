"""What a month and an instruction add to the left-hand column, on their own page and on that of a linked matter."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.schedules.models import Instruction, Schedule
from qingtian.apps.schedules.queries import instructions_about
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.clock_views import long_day


def schedule_facts(proceeding: Proceeding) -> list[Fact]:
    """Facts of a month or of an instruction; none of any other matter."""
    if held := Schedule.objects.filter(proceeding=proceeding).first():
        table = Link(Text("逐件填报和汇总", "Rows and merging"), reverse("desk:schedule", args=[proceeding.number]))
        return [
            Fact(Text("月份", "Month"), [f"{held.month:%Y-%m}", table]),
            Fact(Text("填报日", "Fill in by"), [long_day(held.fill_by)]),
        ]
    row = Instruction.objects.select_related("leader_post__organ").filter(proceeding=proceeding).first()
    if row is None:
        return []
    post = row.leader_post
    said: list[Words | Link] = [row.text]
    facts = [
        Fact(
            Text("批示领导", "Leader"),
            [Text(f"{post.organ.name_zh}{post.title_zh}", f"{post.title_en}, {post.organ.name_en}")],
            long_day(row.instructed_on),
        ),
        Fact(Text("文件", "Paper"), [row.document], row.document_number),
        Fact(Text("批示内容", "Instruction"), said),
    ]
    if row.reply and row.replied_on:
        facts.append(Fact(Text("办理情况", "What was done"), [row.reply], long_day(row.replied_on)))
    return facts


def instructions_on(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """Instructions linked with a matter, for those who may see both; others are not told that there are any."""
    found = [one.proceeding for one in instructions_about(actor, proceeding)]
    values: list[Words | Link] = [
        Link(
            Text(f"{one.number} {state.zh}", f"{one.number}, {state.en}"), reverse("desk:proceeding", args=[one.number])
        )
        for one in found
        if (state := procedure_of(one).states[one.state].title)
    ]
    return [Fact(Text("领导批示", "Leaders’ instructions"), values)] if values else []
