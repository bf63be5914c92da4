"""The nouns of targeting."""

from qingtian.apps.targeting.models.event import TargetEvent
from qingtian.apps.targeting.models.planned_visit import PlannedVisit
from qingtian.apps.targeting.models.ranking import KeyArea, RankedObject, Ranking

__all__ = ["KeyArea", "PlannedVisit", "RankedObject", "Ranking", "TargetEvent"]
