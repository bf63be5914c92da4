"""The guard at the door: a log-in of the demonstration opens nothing outside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from qingtian.apps.installation.kind import DEMONSTRATION, REAL, belongs_here, kind


class BelongingGuard(BaseBackend):
    """Stands before the backends that look at passwords: it lets nobody in and turns away who does not belong.

    Where the process runs as one kind and the database holds the other, nobody signs in at all.
    """

    def authenticate(self, request: Any, username: str | None = None, **credentials: Any) -> None:  # type: ignore[override]
        """Raises PermissionDenied, which ends the sign-in, for a log-in or a database of the other kind."""
        if kind() == (REAL if settings.DEMO else DEMONSTRATION):
            raise PermissionDenied
        user = get_user_model().objects.filter(username=username).first()
        if user is not None and not belongs_here(user):
            raise PermissionDenied


class BelongingMiddleware:
    """A session outlives the mode it was made in by not one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not belongs_here(request.user):
            logout(request)
        return self.get_response(request)
