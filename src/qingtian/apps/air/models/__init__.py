"""The nouns of air."""

from qingtian.apps.air.models.air_publication import AirPublication
from qingtian.apps.air.models.feed_poll import FeedPiece, FeedPoll
from qingtian.apps.air.models.hour_reading import HourReading
from qingtian.apps.air.models.lake_decision import LakeDecision
from qingtian.apps.air.models.region import Region, RegionStation
from qingtian.apps.air.models.review import AirReview, DustCase

__all__ = [
    "AirPublication",
    "AirReview",
    "DustCase",
    "FeedPiece",
    "FeedPoll",
    "HourReading",
    "LakeDecision",
    "Region",
    "RegionStation",
]
