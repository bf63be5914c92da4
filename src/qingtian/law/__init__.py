"""The law as dated data: instruments, numbers with their articles, working days, time limits, choice of law. Pure.

No Django, no reading of the clock: every date is an argument. One number is one file under ``parameters/``; a legal
number never stands in code.

>>> from datetime import date
>>> law = load_law()
>>> law.derive("petitions.handling", start=date(2026, 3, 2), calendar=Calendar()).due
datetime.date(2026, 5, 1)
"""

from qingtian.law.calendars import Calendar, CalendarDay, Override
from qingtian.law.choice import Choice, Rule, choose_rule
from qingtian.law.derivation import Day, Derivation
from qingtian.law.model import Basis, Extension, Figure, Instrument, Limit, Parameter
from qingtian.law.periods import Suspension
from qingtian.law.reading import load_law, read_law
from qingtian.law.registry import Law

__all__ = [
    "Basis",
    "Calendar",
    "CalendarDay",
    "Choice",
    "Day",
    "Derivation",
    "Extension",
    "Figure",
    "Instrument",
    "Law",
    "Limit",
    "Override",
    "Parameter",
    "Rule",
    "Suspension",
    "choose_rule",
    "load_law",
    "read_law",
]
