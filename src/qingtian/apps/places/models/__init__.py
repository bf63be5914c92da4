"""The nouns of places."""

from qingtian.apps.places.models.area import Area
from qingtian.apps.places.models.grid_cell import GridCell
from qingtian.apps.places.models.source import Source
from qingtian.apps.places.models.station import Station

__all__ = ["Area", "GridCell", "Source", "Station"]
