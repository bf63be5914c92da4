"""Triggers that keep the log of openings append-only on SQLite and on PostgreSQL."""

from qingtian.apps.append_only_log import AppendOnlyLog

_LOG = AppendOnlyLog("identities_openinglog", "the log of openings")
install, remove = _LOG.install, _LOG.remove
