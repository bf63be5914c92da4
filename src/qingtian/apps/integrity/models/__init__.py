"""Nouns of the integrity of data."""

from qingtian.apps.integrity.models.finding import Finding

__all__ = ["Finding"]
