"""How often one address may do a thing. The address is hashed with this installation's key and forgotten in time."""

from __future__ import annotations

import os

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.portal.settled import Rate


def address_of(request: HttpRequest) -> str:
    """The address that connects; behind ``QINGTIAN_PROXIES`` own proxies, the one the outermost of them saw."""
    proxies = int(os.environ.get("QINGTIAN_PROXIES") or 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _counter(rate: Rate, request: HttpRequest) -> str:
    mark = salted_hmac("qingtian.portal.rate", f"{rate.name} {address_of(request)}", algorithm="sha256")
    return f"portal-rate-{mark.hexdigest()[:40]}"


def spend(rate: Rate, request: HttpRequest) -> None:
    """Count one more. Raises Refused with a plain sentence when this address has had ``rate.most`` of them."""
    counter = _counter(rate, request)
    cache.add(counter, 0, timeout=rate.seconds)
    try:
        spent = cache.incr(counter)
    except ValueError:  # it ran out between the two lines
        spent = 1
        cache.set(counter, spent, timeout=rate.seconds)
    if spent > rate.most:
        raise Refused("portal.too_often", TOO_OFTEN, remedy=_remedy(rate))


TOO_OFTEN = Text("这个网络地址刚才来得太多了。", "Too many requests came from this network address.")


def _remedy(rate: Rate) -> Text:
    minutes = rate.seconds // 60
    return Text("过 {n} 分钟再试，或拨打 12345。", "Try again in {n} minutes, or call 12345.").format(n=minutes)
