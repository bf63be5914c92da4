"""The nouns of penalties."""

from qingtian.apps.penalties.models.discretion_sheet import DiscretionSheet
from qingtian.apps.penalties.models.evidence import Custody, EvidenceItem
from qingtian.apps.penalties.models.fine_entry import FineEntry
from qingtian.apps.penalties.models.local_rules import CatalogueEntry, LocalTable

__all__ = ["CatalogueEntry", "Custody", "DiscretionSheet", "EvidenceItem", "FineEntry", "LocalTable"]
