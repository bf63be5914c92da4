"""A register kept on one page (登记): every officer looks, those the page names for acting enter and end lines."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.templatetags.words import say


def may_enter(request: DeskRequest, page: str) -> bool:
    """Whether this officer acts on the page, by its name in ``web.access``."""
    return bool(PAGES[page].acting & request.actor.roles)


def registered(
    request: DeskRequest, page: str, done: Callable[[DeskRequest], Text]
) -> HttpResponse | QingtianError | None:
    """Do what was sent and open the page anew with the words of ``done``; or its refusal, shown with what was typed.

    None where nothing was sent. Raises PermissionDenied for whoever only looks.
    """
    if request.method != "POST":
        return None
    if not may_enter(request, page):
        raise PermissionDenied
    try:
        messages.success(request, say(done(request)))
    except QingtianError as refused:
        return refused
    return redirect(page)
