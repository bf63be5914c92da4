"""The noun of the rates."""

from qingtian.apps.rates.models.tally import Tally

__all__ = ["Tally"]
