"""Triggers that keep the log of use append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("catalogue_useofdata", "the log of use")
install, remove = _LOG.install, _LOG.remove
