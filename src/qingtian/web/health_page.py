"""``/health/``: the short answer for load balancers and service managers. Nobody signs in, nothing is told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qingtian.apps.operations.health import alive


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """``ok``, or ``degraded`` with 503: both databases answer and there is room to write, or not."""
    well = alive()
    return HttpResponse("ok\n" if well else "degraded\n", content_type="text/plain", status=200 if well else 503)
