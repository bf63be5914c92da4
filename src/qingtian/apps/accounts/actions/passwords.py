"""Open an account, give a one-time code, set a password of one's own (开账号、发一次性密码、自设密码)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts import errors
from qingtian.apps.accounts.actions.sittings import end_all
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import NOTHING, Doer, note
from qingtian.apps.accounts.models import Account, PastPassword
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.accounts.passwords import faults_of, names_of, normalised, past_of
from qingtian.apps.people.models import Person
from qingtian.language import Text

#: letters and figures that are not taken for one another when written on paper
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, EACH = 4, 4
VALID = Text("有效至 {until}", "valid until {until}")


def new_code() -> str:
    """Sixteen characters in groups of four: 79 bits, to be written on paper once."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(EACH)) for _ in range(GROUPS))


@sensitive_variables()
def prepared_code() -> tuple[str, str]:
    """A one-time code and its digest. Digesting is slow on purpose: who opens many accounts does it beforehand, so that
    nobody else waits for the transaction."""
    code = new_code()
    return code, make_password(code)


@sensitive_variables()
@transaction.atomic
def open_account(
    person: Person, username: str, *, by: Doer, now: datetime, prepared: tuple[str, str] | None = None
) -> str:
    """A user for the person; returns the one-time code, which is kept nowhere in clear. ``prepared``: that code.

    Raises accounts.has_account, accounts.name_taken.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user_id is not None:
        raise errors.has_account()
    if get_user_model().objects.filter(username__iexact=username).exists():
        raise errors.name_taken()
    user = get_user_model().objects.create(username=username)
    person.user = user
    person.save(update_fields=["user"])
    note(Kind.ACCOUNT_OPENED, at=now, by=by, about=person, what=Text(username, username))
    return _give(user, person, by=by, now=now, prepared=prepared)


@sensitive_variables()
@transaction.atomic
def first_account(person: Person, username: str, password: str, *, one_time: bool, now: datetime) -> None:
    """The account the machine itself gives to the first administrator; the same again gives it a new password.

    ``one_time``: the password is a one-time code, as the administrator will later give to others.
    """
    user, made = get_user_model().objects.get_or_create(username=username)
    user.set_password(password)
    user.save(update_fields=["password"])
    person.user = user
    person.save(update_fields=["user"])
    until = now + timedelta(days=settings.CODE_DAYS) if one_time else None
    Account.objects.update_or_create(
        user=user, defaults={"must_change": one_time, "code_until": until, "password_changed_at": now}
    )
    if made:
        note(Kind.ACCOUNT_OPENED, at=now, by=Doer(), about=person, what=Text(username, username))


@sensitive_variables()
@transaction.atomic
def give_code(person: Person, *, by: Doer, now: datetime) -> str:
    """A fresh one-time code in place of a forgotten password; the old password and every session end with it."""
    end_all(person.user, Ended.ADMINISTRATOR, now)
    return _give(person.user, person, by=by, now=now)


@sensitive_variables()
def _give(user: Any, person: Person, *, by: Doer, now: datetime, prepared: tuple[str, str] | None = None) -> str:
    code, digest = prepared or prepared_code()
    until = now + timedelta(days=settings.CODE_DAYS)
    _remember(user, now)
    user.password = digest
    user.save(update_fields=["password"])
    Account.objects.update_or_create(
        user=user, defaults={"must_change": True, "code_until": until, "password_changed_at": now}
    )
    note(Kind.CODE_GIVEN, at=now, by=by, about=person, what=VALID.format(until=f"{until:%Y-%m-%d %H:%M}"))
    return code


@sensitive_variables()
@transaction.atomic
def set_password(user: Any, person: Person | None, password: str, *, by: Doer, now: datetime, but: object) -> None:
    """Take a password of one's own; every other session of the user ends. Raises WeakPassword."""
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    if faults := faults_of(password, names=names_of(user, person), past=past_of(user)):
        raise errors.WeakPassword(faults)
    _remember(user, now)
    user.set_password(normalised(password))
    user.save(update_fields=["password"])
    Account.objects.update_or_create(
        user=user, defaults={"must_change": False, "code_until": None, "password_changed_at": now}
    )
    ended = end_all(user, Ended.PASSWORD, now, but=but)
    what = Text("其他 {n} 处登录已结束", "other sessions ended: {n}").format(n=ended) if ended else NOTHING
    note(Kind.PASSWORD_CHANGED, at=now, by=by, what=what)


def _remember(user: Any, now: datetime) -> None:
    """Keep the digest in use, and no more of them than the rule asks for."""
    account = Account.objects.filter(user=user).first()
    if not user.has_usable_password() or (account and account.must_change):  # a one-time code is nobody's password
        return
    PastPassword.objects.create(user=user, digest=user.password, set_at=now)
    kept = PastPassword.objects.filter(user=user).values_list("pk", flat=True)[: settings.PASSWORDS_REMEMBERED]
    PastPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
