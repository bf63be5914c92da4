"""How often one address may do a thing, said to whoever did it too often. The numbers: ``config/rates.py``."""

from __future__ import annotations

import ipaddress
import math
import os
from datetime import datetime

from django.http import HttpRequest

from qingtian.apps.rates import spending
from qingtian.errors import Refused
from qingtian.language import Text

#: one subscriber of the newer network has at least this much of it: counting single addresses would count nobody
SUBSCRIBER_BITS = 64
TOO_OFTEN = Text("这个网络地址刚才来得太多了。", "Too many requests came from this network address.")


def address_of(request: HttpRequest) -> str:
    """The address that connects; behind ``QINGTIAN_PROXIES`` own proxies, the one the outermost of them saw."""
    proxies = int(os.environ.get("QINGTIAN_PROXIES") or 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies and _is_address(forwarded[-proxies]):
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _is_address(words: str) -> bool:
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return True


def subscriber(address: str) -> str:
    """What is counted as one: an address of the old network, the 64 bits of a line in the newer one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((int(known), SUBSCRIBER_BITS), strict=False))
    return str(known)


def spend(name: str, request: HttpRequest) -> None:
    """Count one more of this address. Raises Refused (portal.too_often) with a plain sentence beyond the number."""
    now = _clock(request)
    try:
        spending.spend(name, subscriber(address_of(request)), now)
    except spending.Spent as spent:
        remedy = Text("过 {n} 分钟再试，或拨打 12345。", "Try again in {n} minutes, or call 12345.")
        minutes = minutes_until(spent.ends_at, now)
        raise Refused("portal.too_often", TOO_OFTEN, remedy=remedy.format(n=minutes)) from None


def give_back(name: str, request: HttpRequest) -> None:
    """The last one does not count after all."""
    spending.give_back(name, subscriber(address_of(request)), _clock(request))


def minutes_until(moment: datetime, now: datetime) -> int:
    """Whole minutes, at least one."""
    return max(1, math.ceil((moment - now).total_seconds() / 60))


def _clock(request: HttpRequest) -> datetime:
    """The real clock, also where a demonstration stands still."""
    return request.clock  # type: ignore[attr-defined,no-any-return]
