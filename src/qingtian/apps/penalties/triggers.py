"""Triggers that keep the account of fines append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("penalties_fineentry", "the account of fines")
install, remove = _LOG.install, _LOG.remove
