"""Passkeys (WebAuthn level 2): what the browser is asked, and whether its answer is true."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.views.decorators.debug import sensitive_variables
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from qingtian.apps.accounts import errors
from qingtian.apps.accounts.models import Passkey

#: the password was given before; a key without PIN is still a second thing one holds
VERIFICATION = UserVerificationRequirement.PREFERRED
LONGEST = 16_000


def _server(host: str, title: str) -> Fido2Server:
    """``host`` without its port is the party the key is bound to: another site cannot use it."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name=title))


def mark_of(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def _held(user: Any) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(each.credential)) for each in Passkey.objects.filter(user=user)]


def ask_to_add(user: Any, *, host: str, title: str, shown: str) -> tuple[dict[str, Any], Any]:
    """Options for ``navigator.credentials.create`` and the state to keep. The handle tells nothing about the user."""
    handle = hashlib.sha256(f"qingtian-user-{user.pk}".encode()).digest()
    entity = PublicKeyCredentialUserEntity(id=handle, name=user.get_username(), display_name=shown)
    options, state = _server(host, title).register_begin(entity, _held(user), user_verification=VERIFICATION)
    return dict(options.public_key), state


def added(state: Any, answer: str, *, host: str, title: str) -> bytes:
    """The credential of a true answer. Raises accounts.passkey_wrong."""
    try:
        data = _server(host, title).register_complete(state, _read(answer)).credential_data
    except (ValueError, KeyError, TypeError) as wrong:
        raise errors.passkey_wrong() from wrong
    if data is None:
        raise errors.passkey_wrong()
    return bytes(data)


def ask_to_sign(user: Any, *, host: str, title: str) -> tuple[dict[str, Any], Any]:
    """Options for ``navigator.credentials.get`` and the state to keep."""
    options, state = _server(host, title).authenticate_begin(_held(user), user_verification=VERIFICATION)
    return dict(options.public_key), state


@sensitive_variables()
def signed(user: Any, state: Any, answer: str, *, host: str, title: str) -> tuple[Passkey, int]:
    """The passkey that answered and its new counter. A counter that does not grow is a copy (WebAuthn 6.1.1).

    Raises accounts.passkey_wrong.
    """
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        used = _server(host, title).authenticate_complete(state, _held(user), response)
    except (ValueError, KeyError, TypeError) as wrong:
        raise errors.passkey_wrong() from wrong
    passkey = Passkey.objects.get(user=user, mark=mark_of(used.credential_id))
    count = response.response.authenticator_data.counter
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        raise errors.passkey_wrong()
    return passkey, count


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise ValueError("too long")
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise ValueError("not an object")
    return read
