"""The guard of views for other systems: size, rates, proof, then the view; a refusal is JSON that says what to do."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.rates import spending
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.signing import refusals
from qingtian.gateways.signing.proof import Call, prove
from qingtian.gateways.signing.refusals import NotAdmitted
from qingtian.language import Text
from qingtian.web.portal.rate import address_of, subscriber

View = Callable[..., HttpResponse]
NOT_JSON = Text("正文不是 UTF-8 的 JSON。", "The body is no JSON in UTF-8.")
SEND_JSON = Text("按文档的样子发一个 JSON 对象。", "Send a JSON object as the documentation shows.")


def refusal(error: QingtianError, status: int) -> JsonResponse:
    """``{"code", "zh", "en", "what_to_do": {"zh", "en"}, "where"}``; nothing of what was sent is in it."""
    remedy = error.remedy.as_dict() if error.remedy else None
    told = {"code": error.code, **error.message.as_dict(), "what_to_do": remedy, "where": error.where}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def signed(right: Right, *, most: int = 0) -> Callable[[View], View]:
    """For a partner with this right. The view takes ``(request, partner, body)`` beside what the address names.

    ``most``: bytes its body may have, where that is other than the usual bound.

    Errors of the product that the view raises are answered as refusals: 422 for unusable input, 409 for the rest.
    """

    def guard(view: View) -> View:
        @csrf_exempt
        @never_cache
        @wraps(view)
        @sensitive_variables()
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                body = _body(request, most)
                partner = _proved(request, body, right)
                return view(request, partner, body, *args, **kwargs)
            except NotAdmitted as refused:
                return refusal(refused, refused.status)
            except TooOften as refused:
                answer = refusal(refused, refused.status)
                answer["Retry-After"] = str(refused.seconds)
                return answer
            except UnusableInput as refused:
                return refusal(refused, 422)
            except QingtianError as refused:
                return refusal(refused, 409)

        return guarded

    return guard


class TooOften(QingtianError):
    """Beyond a rate; ``seconds`` until the next one is taken."""

    status = refusals.TOO_OFTEN.status

    def __init__(self, ends_at: datetime, now: datetime) -> None:
        self.seconds = max(1, math.ceil((ends_at - now).total_seconds()))
        super().__init__(refusals.TOO_OFTEN.code, refusals.TOO_OFTEN.words, remedy=refusals.TOO_OFTEN.remedy)


def _body(request: HttpRequest, most: int) -> bytes:
    """The body, refused by its announced length before it is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdecimal() or int(announced) > (most or settings.PARTNER_MAX_BYTES):
        raise NotAdmitted(refusals.TOO_LARGE)
    return request.read(int(announced)) if most else request.body


def _proved(request: HttpRequest, body: bytes, right: Right) -> Partner:
    """The partner; a call that proves nothing counts against its address, one that does against the partner."""
    now: datetime = request.clock  # type: ignore[attr-defined]
    address = subscriber(address_of(request))
    if spending.is_spent("partner_refused", address, now):
        raise TooOften(spending.window("partner_refused", address, now).ends_at, now)
    try:
        partner = prove(Call(request.method or "", request.get_full_path(), request.headers, body), right, now=now)
    except NotAdmitted:
        count("partner_refused", address, now)
        raise
    count("partner", partner.code, now)
    return partner


def count(rate: str, whose: str, now: datetime) -> None:
    """Count one more towards a rate. Raises TooOften."""
    try:
        spending.spend(rate, whose, now)
    except spending.Spent as spent:
        raise TooOften(spent.ends_at, now) from None


@sensitive_variables()
def json_object(body: bytes) -> dict[str, Any]:
    """The object of a body. Raises UnusableInput (api.not_json) without repeating it."""
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UnusableInput("api.not_json", NOT_JSON, remedy=SEND_JSON)
    return found


def answer(content: dict[str, Any], status: int = 200) -> JsonResponse:
    """JSON with Chinese as it is written."""
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
