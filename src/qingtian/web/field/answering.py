"""How a phone in the field is answered: JSON no store keeps, a sentence for what cannot be read. A session that has
ended answers with the way to the sign-in form, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse

from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.portal.private import private
from qingtian.web.templatetags.words import say

UNREADABLE = Text("读不出来，没有收；手机上的都在。", "It cannot be read and was not taken; nothing was lost.")

View = Callable[[DeskRequest], HttpResponse]


class Unreadable(Exception):
    """What came is no JSON object, or holds what no phone of ours writes."""


def asked_by(roles: frozenset[str]) -> Callable[[View], View]:
    """A view for officers of these roles; Unreadable is answered with a sentence and status 422."""

    def dressed(view: View) -> View:
        @wraps(view)
        def answered(request: DeskRequest) -> HttpResponse:
            try:
                return view(request)
            except Unreadable:
                return refusal(UNREADABLE)

        return officer(only(roles)(private(answered)))

    return dressed


def refusal(words: Text) -> JsonResponse:
    """Why nothing was taken, in the language of the page."""
    return JsonResponse({"words": say(words)}, status=422)


def json_object(content: bytes) -> dict[str, Any]:
    """The JSON object that was sent; a NUL is in no word anybody writes. Raises Unreadable."""
    if b"\\u0000" in content:
        raise Unreadable
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable from wrong
    if not isinstance(told, dict):
        raise Unreadable
    return told
