"""When the disk is full: one sentence instead of a crash, and nothing half done.

Every act and every report is one transaction, so what could not be written left nothing; files are written under a
temporary name first. What the sender must hear is that nothing was kept and who can make room.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingtian.web.portal.private import without_key

logger = logging.getLogger(__name__)
CODE = "storage.full"
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: what the databases say; SQLite says "disk I/O error" when its write-ahead log cannot grow
SAYINGS = ("disk is full", "no space left", "disk i/o error", "unable to open database file")


def is_full(error: BaseException | None) -> bool:
    """Whether this error, or one it came from, says that nothing more can be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in ERRORS:
            return True
        if isinstance(error, DatabaseError) and any(words in str(error).lower() for words in SAYINGS):
            return True
        error = error.__cause__ or error.__context__
    return False


class NoSpaceMiddleware:
    """503 with the sentence, and one line in the log, where a view could not write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_full(error):
            return None
        logger.error("%s: %s could not be written: %s", CODE, without_key(request.path), type(error).__name__)
        return render(request, "503.html", {"code": CODE}, status=503)
