"""Codes of an authenticator app (动态口令): TOTP, RFC 6238: SHA-1, six digits, thirty seconds, as every app has it."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.views.decorators.debug import sensitive_variables

BYTES = 20  # RFC 4226 section 4, R6: 160 bits
STEP = 30
DIGITS = 6
#: steps a clock may be off, each way (RFC 6238 section 5.2)
DRIFT = 1


def new_secret() -> bytes:
    return secrets.token_bytes(BYTES)


@sensitive_variables()
def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303 - HMAC-SHA-1 is what the apps speak and is not broken


@sensitive_variables()
def step_of(secret: bytes, code: str, now: datetime, *, after: int) -> int | None:
    """The time step the code belongs to, if it is near ``now`` and later than the step ``after``; otherwise None."""
    digits = "".join(code.split())
    here = int(now.timestamp()) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step <= after:
            continue
        try:
            _totp(secret).verify(digits.encode(), step * STEP)
        except (InvalidToken, ValueError):
            continue
        return step
    return None


@sensitive_variables()
def written(secret: bytes) -> str:
    """The secret in base 32, in groups of four, for typing it into an app that has no camera."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))


@sensitive_variables()
def uri(secret: bytes, *, issuer: str, account: str) -> str:
    """The address an app reads from the picture (otpauth, key URI format)."""
    plain = written(secret).replace(" ", "")
    return (
        f"otpauth://totp/{quote(issuer)}:{quote(account)}?secret={plain}&issuer={quote(issuer)}"
        f"&algorithm=SHA1&digits={DIGITS}&period={STEP}"
    )
