"""Likeness (是不是一回事): whether a report speaks of the same event, of one that came back, or of one already pressed.

A suggestion with reasons and a confidence. Two traps are looked for by name: words that fit every report, and the same
place with another problem.
"""

from qingtian.insight.likeness.background import Background
from qingtian.insight.likeness.model import Kind, Reason, Report, Verdict
from qingtian.insight.likeness.sentences import sentence
from qingtian.insight.likeness.verdict import compare

__all__ = ["Background", "Kind", "Reason", "Report", "Verdict", "compare", "sentence"]
