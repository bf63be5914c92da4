"""How every call is answered: the format of the address, each problem as ``errors``, never a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from qingtian.errors import DeclarationError
from qingtian.gateways.open311.formats import TYPES, write
from qingtian.gateways.open311.policy import Policy, policy
from qingtian.gateways.open311.problems import Problem, unknown, wrong
from qingtian.web.api.open311.rates import count_call


def answer(form: str, root: str, content: Any, status: int = 200) -> HttpResponse:
    """A body in the format asked for."""
    return HttpResponse(write(form, root, content), content_type=TYPES[form], status=status)


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of this interface; problems become bodies. An unknown format is answered in XML, which is mandatory."""

    @csrf_exempt
    @wraps(view)
    def whole(request: HttpRequest, form: str, **parameters: Any) -> HttpResponse:
        try:
            if form not in TYPES:
                raise unknown("format")
            count_call(request)
            own = _policy()
            asked = request.GET.get("jurisdiction_id", "")
            if own.jurisdiction and asked and asked != own.jurisdiction:
                raise unknown("jurisdiction_id")
            return view(request, form, own, **parameters)
        except Problem as problem:
            return _refused(form, problem)
        except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError, UnicodeError):
            return _refused(form, Problem(400, wrong("body", "读不出来。", "cannot be read.")))

    return whole


def _policy() -> Policy:
    try:
        return policy()
    except DeclarationError:
        raise Problem(400, wrong("open311.yaml", "配置读不出来。", "the configuration cannot be read.")) from None


def _refused(form: str, problem: Problem) -> HttpResponse:
    return answer(form if form in TYPES else "xml", "errors", problem.rows(), problem.status)
