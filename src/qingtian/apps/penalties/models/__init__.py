"""The nouns of penalties."""

from qingtian.apps.penalties.models.evidence import Custody, EvidenceItem

__all__ = ["Custody", "EvidenceItem"]
