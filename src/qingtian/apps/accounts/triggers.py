"""Triggers that keep the log of accounts append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("accounts_logentry", "the log of accounts")
install, remove = _LOG.install, _LOG.remove
