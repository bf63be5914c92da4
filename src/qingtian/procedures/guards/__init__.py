"""Guards: named conditions a transition refers to. A guard says in a sentence what is missing, or nothing.

Chapters' guards live in modules of their own beside this page; importing the package registers all of them.
"""

from qingtian.procedures.guards import (  # noqa: F401  (importing registers)
    air,
    cases,
    closure,
    common,
    compensation,
    compensation_restoring,
    compensation_talks,
    consultations,
    court_enforcement,
    credit,
    daily_penalty,
    detention,
    discretion,
    disposal,
    fines,
    handling,
    hot_issues,
    information_requests,
    joint_meetings,
    lawsuits,
    look_backs,
    measures,
    oversight,
    papers,
    penalties,
    penalty_decisions,
    petitions,
    problem_lists,
    production_limit,
    publishing,
    quality,
    rectification,
    remedies,
    rewards,
    schedules,
    seizure,
    suggestions,
    suggestions_of_prosecutors,
    supervision,
    suspension,
    tasks,
    transfers,
    transfers_answered,
    visits,
)
from qingtian.procedures.guards.registry import GUARDS, GuardContext, guard

__all__ = ["GUARDS", "GuardContext", "guard"]
