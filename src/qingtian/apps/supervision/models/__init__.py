"""Nouns of the supervision ladder."""

from qingtian.apps.supervision.models.proposal import Proposal

__all__ = ["Proposal"]
