"""The rules of signing in, as this installation sets them (settings; decision 0012). Reads no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from qingtian.apps.accounts.models import Account, Authenticator, Passkey
from qingtian.apps.people.models import Person, Tenure

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVERYBODY = "everybody"


def factor_wanted(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles must have a second factor before anything else."""
    wanted = settings.SECOND_FACTOR_ROLES
    return EVERYBODY in wanted or bool(set(roles) & set(wanted))


def has_factor(user: Any) -> bool:
    """Whether the user has an authenticator or a passkey."""
    return Authenticator.objects.filter(user=user).exists() or Passkey.objects.filter(user=user).exists()


def code_expired(account: Account | None, now: datetime) -> bool:
    """Whether what would sign in is a one-time code whose days are over."""
    return bool(account and account.must_change and account.code_until and now >= account.code_until)


def must_change(account: Account | None, person: Person | None, today: date) -> bool:
    """Whether the user sets a password of their own before anything else.

    After a one-time code; at a hand-over (a term of office began after the password was set); and when it is older
    than ``PASSWORD_DAYS``, where the office sets such a limit.
    """
    if account is None:
        return False
    if account.must_change:
        return True
    if account.password_changed_at is None:
        return False
    set_on = account.password_changed_at.astimezone(SHANGHAI).date()
    if settings.PASSWORD_DAYS and today - set_on >= timedelta(days=settings.PASSWORD_DAYS):
        return True
    return Tenure.objects.on(today).filter(person=person, starts__gt=set_on).exists()


def recently(confirmed: datetime | None, now: datetime) -> bool:
    """Whether somebody proved who they are within ``CONFIRM_MINUTES``; zero asks for nothing."""
    if not settings.CONFIRM_MINUTES:
        return True
    return confirmed is not None and timedelta() <= now - confirmed < timedelta(minutes=settings.CONFIRM_MINUTES)
