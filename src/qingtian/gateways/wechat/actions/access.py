"""The one holder of the access token: kept sealed in the records, renewed when it ends or is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.views.decorators.debug import sensitive_variables

from qingtian.gateways.wechat import platform
from qingtian.gateways.wechat.account import Account
from qingtian.gateways.wechat.models import Access
from qingtian.gateways.wechat.sealed import seal, unseal

#: codes with which WeChat says that a token is over
OVER = frozenset({40001, 40014, 42001})
EARLIER = timedelta(minutes=5)
T = TypeVar("T")


@sensitive_variables()
def access_token(account: Account, now: datetime, *, fresh: bool = False) -> str:
    """A token good for some minutes at least. No transaction is open while WeChat is asked."""
    held = Access.objects.filter(app_id=account.app_id, expires_at__gt=now).first()
    if held is not None and not fresh:
        return unseal(held.sealed, f"access {account.app_id}").decode()
    token, seconds = platform.access_token(account, fresh=fresh)
    kept = {"sealed": seal(token.encode(), f"access {account.app_id}")}
    ends = now + max(timedelta(seconds=seconds) - EARLIER, timedelta(seconds=30))
    Access.objects.update_or_create(app_id=account.app_id, defaults={**kept, "expires_at": ends})
    return token


@sensitive_variables()
def with_access(account: Account, now: datetime, call: Callable[[str], T]) -> T:
    """Call with the token; once more with a fresh one where WeChat says it is over."""
    try:
        return call(access_token(account, now))
    except platform.Refused as refused:
        if refused.code not in OVER:
            raise
    return call(access_token(account, now, fresh=True))
