"""The nouns of running an office."""

from qingtian.apps.operations.models.backup_run import BackupRun
from qingtian.apps.operations.models.schedule import Schedule

__all__ = ["BackupRun", "Schedule"]
