"""WeChat's callback: prove who calls, then hand the message on; nothing here waits for the network."""

from __future__ import annotations

import logging
import secrets

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from qingtian.errors import DeclarationError, UnusableInput
from qingtian.gateways.wechat.account import Account, account
from qingtian.gateways.wechat.actions.take import Replayed, take
from qingtian.gateways.wechat.around import Around
from qingtian.gateways.wechat.reading import MOST_BYTES, elements, read
from qingtian.gateways.wechat.signature import in_time, is_signed
from qingtian.gateways.wechat.writing import SUCCESS, enclosed
from qingtian.language import Text
from qingtian.web.api.told import area_code, status_of

logger = logging.getLogger("qingtian.wechat")
LONGEST_ECHO = 400
PLAIN = "text/plain; charset=utf-8"


@csrf_exempt
@sensitive_variables()
def callback(request: HttpRequest) -> HttpResponse:
    """GET: the address is checked, echostr goes back. POST: one message, answered at once.

    403 for a wrong signature, time or nonce; 400 for what cannot be read; 404 where no account is set up.
    """
    own = _account()
    timestamp, nonce = request.GET.get("timestamp", ""), request.GET.get("nonce", "")
    if not in_time(timestamp, request.clock.timestamp(), own.window) or len(nonce) > 128:  # type: ignore[attr-defined]
        return HttpResponseForbidden(content_type=PLAIN)
    try:
        if request.method == "POST":
            return _message(request, own, timestamp, nonce)
        return _echo(request, own, timestamp, nonce)
    except UnusableInput:
        return HttpResponseBadRequest(content_type=PLAIN)
    except (_Unsigned, Replayed):
        return HttpResponseForbidden(content_type=PLAIN)


class _Unsigned(Exception):
    """The signature is not that of the account."""


def _account() -> Account:
    try:
        own = account()
    except DeclarationError as unusable:
        logger.error("the WeChat account cannot be used", extra={"data": {"error": unusable.code}})
        raise Http404 from None
    if own is None:
        raise Http404
    return own


def _echo(request: HttpRequest, own: Account, timestamp: str, nonce: str) -> HttpResponse:
    """The address check: echostr as it came, or what is inside where it came sealed."""
    echo, sealed = request.GET.get("echostr", ""), request.GET.get("msg_signature", "")
    if not 0 < len(echo) <= LONGEST_ECHO or not echo.isascii():
        raise UnusableInput("wechat.echo", Text("没有 echostr。", "There is no echostr."))
    if sealed and own.envelope is not None:
        if not is_signed(sealed, own.token, timestamp, nonce, echo):
            raise _Unsigned
        return HttpResponse(own.envelope.open(echo), content_type=PLAIN)
    if not is_signed(request.GET.get("signature", ""), own.token, timestamp, nonce):
        raise _Unsigned
    return HttpResponse(echo, content_type=PLAIN)


@sensitive_variables()
def _message(request: HttpRequest, own: Account, timestamp: str, nonce: str) -> HttpResponse:
    raw, sealed = _opened(request, own, timestamp, nonce)

    def wrap(answer: bytes) -> bytes:
        if not sealed or own.envelope is None:
            return answer
        own_time = str(int(request.clock.timestamp()))  # type: ignore[attr-defined]
        return enclosed(own.envelope, own.token, answer, own_time, secrets.token_hex(8))

    answer = take(read(raw), raw, f"{timestamp} {nonce}", _around(request), own.join, wrap)
    return HttpResponse(answer, content_type=PLAIN if answer == SUCCESS else "text/xml; charset=utf-8")


@sensitive_variables()
def _opened(request: HttpRequest, own: Account, timestamp: str, nonce: str) -> tuple[bytes, bool]:
    """The message and whether it came sealed. In safe mode nothing else is taken."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise UnusableInput("wechat.unreadable", Text("太大。", "It is too large."))
    body = request.read(MOST_BYTES + 1)
    if request.GET.get("encrypt_type") == "aes" and own.envelope is not None:
        encrypted = elements(body).get("Encrypt", "").strip()
        if not encrypted or not is_signed(request.GET.get("msg_signature", ""), own.token, timestamp, nonce, encrypted):
            raise _Unsigned
        return own.envelope.open(encrypted), True
    if own.mode == "safe" or not is_signed(request.GET.get("signature", ""), own.token, timestamp, nonce):
        raise _Unsigned
    return body, False


def _around(request: HttpRequest) -> Around:
    def link_of(key: str) -> str:
        return request.build_absolute_uri(reverse("portal:receipt", args=[key]))

    return Around(
        on=request.as_of,  # type: ignore[attr-defined]
        now=request.now,  # type: ignore[attr-defined]
        clock=request.clock,  # type: ignore[attr-defined]
        link_of=link_of,
        area_at=area_code,
        status_of=lambda receipt: status_of(receipt, request.as_of),  # type: ignore[attr-defined]
    )
