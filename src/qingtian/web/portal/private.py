"""Pages only the holder of a secret may read: never kept by a browser or a proxy, never indexed, never in a log."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

_SECRET = re.compile(r"(/(?:r|mine)/)[^/\s?\"']+")
#: the loggers through which Django writes addresses
LOGGERS = ("django.request", "django.security.csrf", "django.server")


def without_key(words: str) -> str:
    """The words with the key of every secret link replaced."""
    return _SECRET.sub(r"\1…", words)


class KeyFilter(logging.Filter):
    """Takes the key of a secret link out of whatever Django is about to log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_key(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(without_key(value) if isinstance(value, str) else value for value in record.args)
        if _SECRET.search(getattr(getattr(record, "request", None), "path", "")):
            record.request = None
        return True


def guard_logs() -> None:
    """Put the filter on every logger that writes addresses, once."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, KeyFilter) for each in logger.filters):
            logger.addFilter(KeyFilter())


def sealed_from_caches(response: HttpResponse) -> HttpResponse:
    """Headers that keep an answer out of stores, indexes and other people's logs."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # only the host, never the path; with no-referrer a browser sends "Origin: null" and every form would be refused
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answers are for one reader."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return sealed_from_caches(view(request, *args, **kwargs))

    return answered
