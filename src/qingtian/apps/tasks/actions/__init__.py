"""Verbs of tracked tasks: open one, follow its acts, erase it."""

from qingtian.apps.tasks.actions.open_task import open_task

__all__ = ["open_task"]
