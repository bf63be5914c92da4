"""The noun of tracked tasks."""

from qingtian.apps.tasks.models.tracked_task import TrackedTask

__all__ = ["TrackedTask"]
