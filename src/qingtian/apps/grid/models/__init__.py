"""The nouns of the grid."""

from qingtian.apps.grid.models.assignment import GridAssignment, HandOver
from qingtian.apps.grid.models.event import GridEvent
from qingtian.apps.grid.models.grid_object import GridObject
from qingtian.apps.grid.models.hazard import HiddenHazard
from qingtian.apps.grid.models.patrol import Patrol
from qingtian.apps.grid.models.terms import CellTerms

__all__ = ["CellTerms", "GridAssignment", "GridEvent", "GridObject", "HandOver", "HiddenHazard", "Patrol"]
