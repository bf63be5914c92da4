"""Erase what a schedule and an instruction hold beside their acts, after retention has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import erased_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.schedules.models import Instruction, Schedule, ScheduleRow, Urging

#: the words of a row; days, codes and percentages stay, so that the shares of past years still add up
WORDS = dict.fromkeys(("planned", "actual", "difficulty", "next_step", "subject", "unit_name", "goal"), "")


def erase_schedule(proceeding: Proceeding) -> None:
    """The words of a month, and the way to its table, a file that is erased with the matter's files."""
    Schedule.objects.filter(proceeding=proceeding).update(table=None)
    ScheduleRow.objects.filter(schedule__proceeding=proceeding).update(**WORDS)
    Urging.objects.filter(schedule__proceeding=proceeding).update(words="")


def erase_instruction(proceeding: Proceeding) -> None:
    """Text, paper and reply; post, organ and days stay."""
    Instruction.objects.filter(proceeding=proceeding).update(document="", document_number="", text="", reply="")


@erased_by
def erase_rows_of_a_case(proceeding: Proceeding) -> None:
    """The words a case left in the months it was open."""
    ScheduleRow.objects.filter(case=proceeding).update(**WORDS)
