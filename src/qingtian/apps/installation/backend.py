"""The door: Django's own, but a log-in of the demonstration opens nothing outside it, nor a real one inside."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from qingtian.apps.installation.kind import DEMONSTRATION, REAL, belongs_here, kind


class BelongingBackend(ModelBackend):
    """Asked at every sign-in and at every request of a session: an old session ends with the kind it was made in."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:  # type: ignore[override]
        """Nobody signs in where the process runs as one kind and the database holds the other."""
        user = super().authenticate(request, **credentials)
        other = REAL if settings.DEMO else DEMONSTRATION
        return None if user is not None and kind() == other else user

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and belongs_here(user)
