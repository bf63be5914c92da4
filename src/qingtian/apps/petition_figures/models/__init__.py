"""The nouns of the figures."""

from qingtian.apps.petition_figures.models.counted_petition import CountedPetition

__all__ = ["CountedPetition"]
