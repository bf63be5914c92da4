"""Records of deputies' suggestions and CPPCC proposals."""

from qingtian.apps.suggestions.models.suggestion import CoHandling, Suggestion

__all__ = ["CoHandling", "Suggestion"]
