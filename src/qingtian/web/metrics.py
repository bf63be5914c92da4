"""Metrics in the text form of Prometheus: requests by view, the queue, matters, disk, age of the last backup.

Several processes answer requests; ``prometheus_client`` adds their counts through files in ``<data>/run/metrics``
(``docs/decisions/0021-logs-health-metrics.md``). Only addresses of ``QINGTIAN_METRICS_FROM`` or holders of
``QINGTIAN_METRICS_TOKEN`` may read them; where neither is set the page does not exist.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Iterator
from functools import cache as once
from threading import Lock
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: bounds of the histogram in seconds; the goal of a page is 150 ms
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
#: counting a million matters takes longer than a page may: at most once in this many seconds
COUNTED_EVERY = 60


#: two threads may meet at the first request; a meter can be made only once
_MAKING = Lock()


def _meters() -> tuple[Any, Any]:
    with _MAKING:
        return _made()


@once
def _made() -> tuple[Any, Any]:
    """Made at the first request: by then the folder the processes share is named."""
    from prometheus_client import Counter, Histogram

    answered = Counter("qingtian_requests", "Requests answered", ["view", "method", "status"])
    took = Histogram("qingtian_request_seconds", "Time to answer", ["view"], buckets=BOUNDS)
    return answered, took


METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


def observe(view: str, method: str, status: int, seconds: float) -> None:
    """Count one request."""
    answered, took = _meters()
    answered.labels(view, method if method in METHODS else "other", str(status)).inc()
    took.labels(view).observe(seconds)


def allowed(request: HttpRequest) -> bool:
    """Whether this reader may have them, by its address or by its token."""
    token = os.environ.get("QINGTIAN_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and secrets.compare_digest(given.encode(), token.encode()):
        return True
    networks = [part.strip() for part in os.environ.get("QINGTIAN_METRICS_FROM", "").split(",") if part.strip()]
    return bool(networks) and _within(request, networks)


def _within(request: HttpRequest, networks: list[str]) -> bool:
    from qingtian.web.portal.rate import address_of

    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network, strict=False) for network in networks)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The page. 404 for whoever may not read it."""
    if not allowed(request):
        raise Http404
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry: Any = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    office = CollectorRegistry()
    office.register(Office())
    return HttpResponse(generate_latest(registry) + generate_latest(office), content_type=CONTENT_TYPE_LATEST)


class Office:
    """What is counted when asked: the same numbers as on the health page."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        matters = GaugeMetricFamily("qingtian_matters", "Matters by procedure", labels=["procedure", "open"])
        for procedure, is_open, count in self._matters():
            matters.add_metric([procedure, is_open], count)
        yield matters
        for name, words, value in _numbers():
            yield GaugeMetricFamily(f"qingtian_{name}", words, value=value)

    def _matters(self) -> list[tuple[str, str, int]]:
        known: list[tuple[str, str, int]] | None = cache.get("metrics.matters")
        if known is None:
            known = count_matters()
            cache.set("metrics.matters", known, COUNTED_EVERY)
        return known


def count_matters() -> list[tuple[str, str, int]]:
    """(procedure, "yes" or "no": still open, how many)."""
    from django.db.models import Count, Q

    from qingtian.apps.proceedings.models import Proceeding

    rows = (
        Proceeding.objects.order_by().values("procedure").annotate(open=Count("pk", Q(ended_on=None)), all=Count("pk"))
    )
    return [
        (row["procedure"], which, n)
        for row in rows
        for which, n in (("yes", row["open"]), ("no", row["all"] - row["open"]))
    ]


def _numbers() -> Iterator[tuple[str, str, float]]:
    from django.utils import timezone

    from qingtian.apps.operations import health

    now = timezone.now()
    yield "tasks_waiting", "Tasks in the queue", health.waiting_tasks(now)
    yield "tasks_failed", "Tasks failed in the last day", health.failed_tasks(now)
    yield "disk_free_bytes", "Room in the data folder", health.free_bytes()[0]
    for name, age in (("backup", health.backup_age(now)), ("checkpoint", health.checkpoint_age(now))):
        if age is not None:
            yield f"{name}_age_seconds", f"Age of the last {name}", age.total_seconds()
