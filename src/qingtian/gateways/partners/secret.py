"""Secrets of partners: made here, shown once, sealed under a key file outside every database (``partners.key``)."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hashes, hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, keys
from qingtian.errors import QingtianError
from qingtian.gateways.partners.models import Partner
from qingtian.language import Text

FILE = "partners.key"
#: 256 bits, written in 43 letters, digits, - and _
SECRET_BYTES = 32
LOST = Text(
    "密钥文件 {file} 不能用，对接系统的签名无法核对。",
    "The key file {file} cannot be used, so the signatures of other systems cannot be checked.",
)
RESTORE = Text(
    "从密钥备份恢复该文件（权限 600）；恢复不了的，给每个对接系统换密钥。",
    "Restore the file from the key backup (mode 600); where that is impossible, renew the secret of every system.",
)


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def _key() -> bytes:
    """16 bytes, made at the first use. Raises partners.key_lost when the file was lost, damaged or exposed."""
    try:
        return keys.kept_key(FILE, unused=lambda: not Partner.objects.exists())
    except QingtianError as lost:
        raise QingtianError("partners.key_lost", LOST.format(file=FILE), where=FILE, remedy=RESTORE) from lost


@sensitive_variables()
def seal(secret: str, code: str) -> tuple[bytes, bytes]:
    """Nonce and ciphertext (SM4-GCM), tied to the partner's code. Raises partners.key_lost."""
    nonce = cipher.new_nonce()
    return nonce, cipher.encrypt(_key(), nonce, secret.encode(), cipher.bound_to("partner", code))


@sensitive_variables()
def unseal(partner: Partner) -> bytes:
    """The secret as bytes. Raises partners.key_lost, identities.seal_broken."""
    place = cipher.bound_to("partner", partner.code)
    return cipher.decrypt(_key(), bytes(partner.nonce), bytes(partner.sealed_secret), place)


@sensitive_variables()
def digest(secret: str) -> str:
    """HMAC-SM3 of a secret: finds its partner, and cannot be tried out without the key file."""
    made = hmac.HMAC(_key(), hashes.SM3())
    made.update(secret.encode())
    return made.finalize().hex()
