"""The nouns of credit."""

from qingtian.apps.credit.models.list_entry import ListEntry

__all__ = ["ListEntry"]
