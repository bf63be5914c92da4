"""The nouns of transfers beside their proceedings."""

from qingtian.apps.transfers.models.fact_sheet import CrimeFactSheet
from qingtian.apps.transfers.models.message import JudicialMessage

__all__ = ["CrimeFactSheet", "JudicialMessage"]
