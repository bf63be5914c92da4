"""The nouns of the installation."""

from qingtian.apps.installation.models.installation import Installation

__all__ = ["Installation"]
