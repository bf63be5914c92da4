"""Triggers that keep the entered tables append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("entered_enteredtable", "the list of entered tables")
install, remove = _LOG.install, _LOG.remove
