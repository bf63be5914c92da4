"""The table of tiers in force for this city on a day: the city's own where it entered one, else the national."""

from __future__ import annotations

from datetime import date

from qingtian.apps.entered.queries import entries
from qingtian.foresight.warning import TierTable, table_on
from qingtian.foresight.warning.tables import OWN_SCOPE, OWN_TIERS


def table_in_force(on: date) -> TierTable:
    """One query. Raises Refused as ``table_on`` does."""
    return table_on(on, entries(OWN_TIERS, OWN_SCOPE))
