"""Add, use and remove second factors (第二步验证)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts import errors, passkeys, secret, totp
from qingtian.apps.accounts.actions.passwords import ALPHABET
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.accounts.models import Authenticator, Passkey, RecoveryCode
from qingtian.language import Text

CODES, CODE_LENGTH = 8, 10
APP = Text("动态口令", "authenticator app")
PASSKEY = Text("安全密钥", "passkey")
RECOVERY = Text("恢复码", "recovery code")


@sensitive_variables()
@transaction.atomic
def add_authenticator(user: Any, plain: bytes, code: str, *, by: Doer, now: datetime, clock: datetime) -> None:
    """Take an app whose first code fits; it replaces an earlier one. ``clock`` is what telephones show.

    Raises accounts.code_wrong.
    """
    step = totp.step_of(plain, code, clock, after=0)
    if step is None:
        raise errors.code_wrong()
    nonce, sealed = secret.seal(plain, user.pk)
    Authenticator.objects.update_or_create(
        user=user, defaults={"nonce": nonce, "sealed_secret": sealed, "last_step": step, "added_at": now}
    )
    note(Kind.FACTOR_ADDED, at=now, by=by, what=APP)


@transaction.atomic
def add_passkey(user: Any, credential: bytes, credential_id: bytes, name: str, *, by: Doer, now: datetime) -> None:
    """Keep the public half of a passkey. Raises accounts.passkey_wrong when it is kept already."""
    mark = passkeys.mark_of(credential_id)
    if Passkey.objects.filter(mark=mark).exists():
        raise errors.passkey_wrong()
    Passkey.objects.create(user=user, credential=credential, mark=mark, name=name[:60], added_at=now)
    note(Kind.FACTOR_ADDED, at=now, by=by, what=PASSKEY)


@transaction.atomic
def remove_factor(user: Any, which: str, *, by: Doer, now: datetime) -> bool:
    """Take away the app (``app``) or a passkey (its number); with the last one the recovery codes go too."""
    if which == "app":
        gone, words = Authenticator.objects.filter(user=user).delete()[0], APP
    else:
        own = [key.pk for key in Passkey.objects.filter(user=user) if str(key.pk) == which]
        gone, words = Passkey.objects.filter(pk__in=own).delete()[0], PASSKEY
    if not gone:
        return False
    if not (Authenticator.objects.filter(user=user).exists() or Passkey.objects.filter(user=user).exists()):
        RecoveryCode.objects.filter(user=user).delete()
    note(Kind.FACTOR_REMOVED, at=now, by=by, what=words)
    return True


@sensitive_variables()
@transaction.atomic
def new_recovery_codes(user: Any, *, by: Doer, now: datetime) -> list[str]:
    """Eight fresh codes, shown once; earlier ones are void."""
    RecoveryCode.objects.filter(user=user).delete()
    plain = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=secret.digest(code, user.pk)) for code in plain])
    note(Kind.RECOVERY_CODES, at=now, by=by)
    return [f"{code[:5]}-{code[5:]}" for code in plain]


@sensitive_variables()
@transaction.atomic
def use_code(user: Any, code: str, *, now: datetime, clock: datetime) -> Text:
    """Accept a code of the app or a recovery code, once; returns which it was. Raises accounts.code_wrong."""
    held = Authenticator.objects.select_for_update().filter(user=user).first()
    if held is not None:
        step = totp.step_of(secret.unseal(held), code, clock, after=held.last_step)
        if step is not None:
            held.last_step = step
            held.save(update_fields=["last_step"])
            return APP
    plain = "".join(c for c in code.lower() if c.isalnum())
    if len(plain) == CODE_LENGTH:
        fitting = RecoveryCode.objects.filter(user=user, digest=secret.digest(plain, user.pk), used_at=None)
        if fitting.update(used_at=now):
            return RECOVERY
    raise errors.code_wrong()


@sensitive_variables()
@transaction.atomic
def use_passkey(user: Any, state: Any, answer: str, *, host: str, title: str, now: datetime) -> Text:
    """Accept the answer of a passkey to the challenge in ``state``. Raises accounts.passkey_wrong."""
    passkey, count = passkeys.signed(user, state, answer, host=host, title=title)
    moved = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    if not moved.update(sign_count=count, last_used_at=now):
        raise errors.passkey_wrong()
    return PASSKEY
