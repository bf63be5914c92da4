"""The nouns of inspections."""

from qingtian.apps.inspections.models.evidence import FieldChunk, FieldEvidence
from qingtian.apps.inspections.models.visit import Visit, VisitOfficer

__all__ = ["FieldChunk", "FieldEvidence", "Visit", "VisitOfficer"]
