"""The nouns of public opinion."""

from qingtian.apps.opinion.models.opinion_item import OpinionItem
from qingtian.apps.opinion.models.opinion_link import OpinionLink

__all__ = ["OpinionItem", "OpinionLink"]
