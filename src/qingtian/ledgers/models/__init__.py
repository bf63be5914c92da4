"""The nouns of ledgers."""

from qingtian.ledgers.models.ledger_import import LedgerImport

__all__ = ["LedgerImport"]
