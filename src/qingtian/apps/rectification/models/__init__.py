"""The nouns of inspection feedback."""

from qingtian.apps.rectification.models.complaint import ComplaintBatch, TransferredComplaint
from qingtian.apps.rectification.models.feedback import Feedback
from qingtian.apps.rectification.models.finding import Finding, Measure, Milestone

__all__ = ["ComplaintBatch", "Feedback", "Finding", "Measure", "Milestone", "TransferredComplaint"]
