"""Close and open an account, end its sessions, unlock it, clear its second factors: the administrator's acts."""

from __future__ import annotations

from datetime import date, datetime

from axes.utils import reset
from django.db import transaction

from qingtian.apps.accounts import errors
from qingtian.apps.accounts.actions.sittings import end_all
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.accounts.models import Authenticator, Passkey, RecoveryCode
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.people.models import Person, Tenure
from qingtian.language import Text

ADMINISTRATOR = "administrator"
ENDED = Text("结束 {n} 处登录", "sessions ended: {n}")
ALL_FACTORS = Text("全部第二步验证", "all second factors")


def administrators(on: date) -> set[int]:
    """Persons in office as administrator on that day whose account is open."""
    held = Tenure.objects.on(on).filter(person__user__is_active=True).select_related("post")
    return {tenure.person_id for tenure in held if ADMINISTRATOR in tenure.post.roles}


@transaction.atomic
def close_account(person: Person, *, by: Doer, today: date, now: datetime) -> None:
    """Nobody signs in with it any more, and every session ends now. Raises accounts.last_administrator."""
    if administrators(today) == {person.pk}:
        raise errors.last_administrator()
    user = person.user
    assert user is not None
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all(user, Ended.ADMINISTRATOR, now)
    note(Kind.ACCOUNT_CLOSED, at=now, by=by, about=person)


@transaction.atomic
def reopen_account(person: Person, *, by: Doer, now: datetime) -> None:
    """It can be signed in with again; the password is as it was."""
    user = person.user
    assert user is not None
    user.is_active = True
    user.save(update_fields=["is_active"])
    note(Kind.ACCOUNT_REOPENED, at=now, by=by, about=person)


@transaction.atomic
def end_sessions(person: Person, *, by: Doer, now: datetime) -> int:
    """Sign a person out everywhere."""
    ended = end_all(person.user, Ended.ADMINISTRATOR, now)
    note(Kind.SESSION_ENDED, at=now, by=by, about=person, what=ENDED.format(n=ended))
    return ended


@transaction.atomic
def unlock(person: Person, *, by: Doer, now: datetime) -> None:
    """Forget the failed tries with this name, from every address."""
    assert person.user is not None
    reset(username=person.user.get_username())
    note(Kind.UNLOCKED, at=now, by=by, about=person)


@transaction.atomic
def clear_factors(person: Person, *, by: Doer, now: datetime) -> None:
    """For a lost telephone: take every second factor away and end the sessions; it is set up again at signing in."""
    for model in (Authenticator, Passkey, RecoveryCode):
        model.objects.filter(user=person.user).delete()
    end_all(person.user, Ended.ADMINISTRATOR, now)
    note(Kind.FACTOR_REMOVED, at=now, by=by, about=person, what=ALL_FACTORS)
