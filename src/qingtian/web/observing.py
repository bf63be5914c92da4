"""Every request: an id, a line in the log, a count and its time. By the name of the view, never by the address."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from qingtian.config.logs import opaque, request_id
from qingtian.web import metrics

logger = logging.getLogger("qingtian.request")
#: a request nobody's view took: a wrong address may be a secret one with a slip in it
NOWHERE = "nowhere"


class ObservingMiddleware:
    """Stands outermost, so that what other middleware refuses is seen too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(8))
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._tell(request, response.status_code, time.perf_counter() - began)
            response.headers["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    def _tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        view = match.view_name if match else NOWHERE
        metrics.observe(view, request.method or "", status, seconds)
        # only a user somebody already asked for: the log reads no session
        user = getattr(getattr(request, "user", None), "pk", None) if hasattr(request, "_cached_user") else None
        data = {"view": view, "method": request.method, "status": status, "ms": round(seconds * 1000, 1)}
        if user is not None:
            data["user"] = opaque(user, settings.SECRET_KEY)
        logger.info("request", extra={"data": data})
