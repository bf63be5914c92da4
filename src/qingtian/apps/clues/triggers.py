"""Triggers that keep the register of clues append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("clues_registerentry", "the register of clues")
install, remove = _LOG.install, _LOG.remove
