"""The nouns of parties."""

from qingtian.apps.parties.models.party import Party

__all__ = ["Party"]
