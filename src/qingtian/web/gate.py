"""The outer door of every page: what is not declared is not there, what is for officers needs a sign-in.

The views check again, and finer. This stands before them so that a view somebody forgot to guard is closed, not open.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from qingtian.web.access import PAGES, Door
from qingtian.web.desk.seat import to_sign_in

logger = logging.getLogger(__name__)
#: a page that answers GET answers these too
WITH_GET = ("HEAD", "OPTIONS")


class AccessMiddleware:
    """Refuses undeclared pages (404), undeclared methods (405), officers' pages without a sign-in (to the form)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        page = PAGES.get(name)
        if page is None:
            logger.error("the page %s has no declared policy in qingtian.web.access and is refused", name)
            raise Http404
        allowed = (*page.methods, *(WITH_GET if "GET" in page.methods else ()))
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        if page.door is Door.OFFICE and not request.user.is_authenticated:
            return to_sign_in(request)
        _refuse_nul(request, read=not getattr(view, "csrf_exempt", False))
        return None


def _refuse_nul(request: HttpRequest, *, read: bool) -> None:
    """A NUL character is in no word anybody writes, and PostgreSQL refuses the whole statement for it.

    ``read``: the form has been read already, by the check of its token; elsewhere it must not be read yet.
    """
    forms = [request.GET, request.POST] if read else [request.GET]
    if "\0" in request.path or any("\0" in value for form in forms for values in form.lists() for value in values[1]):
        raise BadRequest("NUL")
