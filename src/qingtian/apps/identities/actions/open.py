"""Open an identity or a file: refused without a reason, written to the log before anything is shown."""

from __future__ import annotations

from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, errors, keys
from qingtian.apps.identities.identity import Identity, Opener, Purpose, Subject
from qingtian.apps.identities.models import OpeningLog, SealedFile, SealedIdentity
from qingtian.apps.identities.sealed_bytes import read_sealed
from qingtian.apps.identities.store import committed, held


def _check(by: Opener, reason: str) -> None:
    if not reason.strip():
        raise errors.reason_missing()
    for field in ("person_id", "person", "post", "organ"):
        if not str(getattr(by, field) if getattr(by, field) is not None else "").strip():
            raise errors.opener_incomplete(field)


def _log(token: str, file_ref: str, by: Opener, reason: str, purpose: Purpose, now: datetime) -> None:
    OpeningLog.objects.create(
        token=token,
        subject=(Subject.FILE if file_ref else Subject.IDENTITY).value,
        file_ref=file_ref,
        opened_at=now,
        person_id=str(by.person_id),
        person=by.person.strip(),
        post=by.post.strip(),
        organ=by.organ.strip(),
        reason=reason.strip(),
        purpose=purpose.value,
    )


@sensitive_variables()
def data_key_of(sealed: SealedIdentity) -> bytes:
    """The reporter's data key. Raises key_missing, seal_broken."""
    return cipher.unwrap(sealed.envelope, keys.load(sealed.key_id), sealed.token)


@sensitive_variables()
def open_identity(
    token: str, *, by: Opener, reason: str, now: datetime, purpose: Purpose = Purpose.HANDLING
) -> Identity:
    """Who reported. The opening is in the log, committed, before this returns; what does not verify shows nothing.

    ``reason`` is the officer's own sentence and stays internal; ``purpose`` is what the reporter is told.
    Raises reason_missing, opener_incomplete, token_unknown, key_missing, seal_broken.
    """
    _check(by, reason)
    with committed():
        sealed = held(token)
        _log(token, "", by, reason, purpose, now)
        associated = cipher.bound_to("identity", token)
        plain = cipher.decrypt(data_key_of(sealed), bytes(sealed.nonce), bytes(sealed.ciphertext), associated)
    return Identity.from_bytes(plain)


@sensitive_variables()
def open_file(ref: str, *, by: Opener, reason: str, now: datetime, purpose: Purpose = Purpose.HANDLING) -> bytes:
    """The original bytes of a sealed file, logged like an identity: a photo can show who took it, and where.

    Raises reason_missing, opener_incomplete, file_unknown, key_missing, seal_broken.
    """
    _check(by, reason)
    with committed():
        try:
            file = SealedFile.objects.get(ref=ref)
        except SealedFile.DoesNotExist:
            raise errors.file_unknown() from None
        sealed = held(file.identity_id)
        _log(sealed.token, ref, by, reason, purpose, now)
        return read_sealed(file, data_key_of(sealed))
