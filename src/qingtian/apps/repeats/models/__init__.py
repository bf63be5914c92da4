"""The nouns of repeats."""

from qingtian.apps.repeats.models.candidate import Candidate
from qingtian.apps.repeats.models.decision import RepeatDecision
from qingtian.apps.repeats.models.index_due import IndexDue

__all__ = ["Candidate", "IndexDue", "RepeatDecision"]
