"""The noun of what an office enters."""

from qingtian.apps.entered.models.entered_table import EnteredTable

__all__ = ["EnteredTable"]
