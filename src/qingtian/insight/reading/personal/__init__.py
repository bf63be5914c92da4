"""Personal data in a report: names, numbers, accounts, homes; found, and covered so that the matter stays readable."""

from qingtian.insight.reading.personal.covering import Covered, Span, also, cover, cover_spans, covers_of
from qingtian.insight.reading.personal.finding import find_personal
from qingtian.insight.reading.personal.spans import KINDS, Found

__all__ = ["KINDS", "Covered", "Found", "Span", "also", "cover", "cover_spans", "covers_of", "find_personal"]
