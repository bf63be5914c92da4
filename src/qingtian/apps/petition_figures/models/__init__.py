"""The nouns of the figures."""

from qingtian.apps.petition_figures.models.counted_petition import CountedPetition
from qingtian.apps.petition_figures.models.petition_report import PetitionReport

__all__ = ["CountedPetition", "PetitionReport"]
