"""The nouns of warnings: a unit on the list, a warning, what a unit did, a look at the outlook."""

from qingtian.apps.air_warnings.models.listed_unit import ListedUnit
from qingtian.apps.air_warnings.models.look import WarningLook
from qingtian.apps.air_warnings.models.response import Response
from qingtian.apps.air_warnings.models.warning import AirWarning

__all__ = ["AirWarning", "ListedUnit", "Response", "WarningLook"]
