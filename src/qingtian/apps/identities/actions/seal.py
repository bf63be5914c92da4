"""Seal an identity before its petition exists, and claim it once it does."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, errors, keys
from qingtian.apps.identities.fingerprints import fingerprint
from qingtian.apps.identities.identity import LONGEST, Identity, Kind
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.store import committed, nothing_sealed, pass_gate

TOKEN_BYTES = 24


@sensitive_variables()
def _check_lengths(identity: Identity) -> None:
    for field, longest in LONGEST.items():
        if len(getattr(identity, field)) > longest:
            raise errors.identity_too_long(field)


@sensitive_variables()
def _row(identity: Identity, token: str, master: keys.MasterKey, now: datetime) -> SealedIdentity:
    data_key, nonce = cipher.new_data_key(), cipher.new_nonce()
    wrapped = cipher.wrap(data_key, master, token)
    return SealedIdentity(
        token=token,
        kind=Kind.of(identity).value,
        key_id=wrapped.key_id,
        wrap_nonce=wrapped.nonce,
        wrapped_key=wrapped.wrapped_key,
        nonce=nonce,
        ciphertext=cipher.encrypt(data_key, nonce, identity.to_bytes(), cipher.bound_to("identity", token)),
        fingerprint=fingerprint(identity.phone) or None,
        created_at=now,
    )


@sensitive_variables()
def seal(identity: Identity, *, now: datetime) -> str:
    """Seal who reported and return the random token that stands for them; on disk when this returns.

    Anonymous reports are sealed too: their original photos need a key. Call it outside any transaction on the
    identity store and before the petition is written; call ``claim`` when it has been.
    Raises too_long, key_missing.
    """
    _check_lengths(identity)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with committed():
        pass_gate()
        _row(identity, token, keys.current(now, nothing_sealed=nothing_sealed), now).save(force_insert=True)
    return token


def claim(token: str, *, now: datetime) -> None:
    """Say that the petition carrying this token was written. A second claim changes nothing. Raises token_unknown."""
    with committed():
        changed = SealedIdentity.objects.filter(token=token, claimed=False).update(claimed=True, claimed_at=now)
        if not changed and not SealedIdentity.objects.filter(token=token).exists():
            raise errors.token_unknown()
