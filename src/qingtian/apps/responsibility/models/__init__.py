"""The nouns of responsibility."""

from qingtian.apps.responsibility.models.matter_duty import MatterDuty

__all__ = ["MatterDuty"]
