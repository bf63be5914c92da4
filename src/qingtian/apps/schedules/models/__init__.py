"""Nouns of the monthly schedule and of leaders' instructions."""

from qingtian.apps.schedules.models.instruction import Instruction
from qingtian.apps.schedules.models.schedule import Schedule
from qingtian.apps.schedules.models.schedule_row import ScheduleRow
from qingtian.apps.schedules.models.urging import Urging

__all__ = ["Instruction", "Schedule", "ScheduleRow", "Urging"]
