"""The key of second factors: a file beside the other keys, outside every database (``second-factors.key``)."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes, hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.models import Authenticator, RecoveryCode
from qingtian.apps.identities import cipher, keys
from qingtian.errors import QingtianError
from qingtian.language import Text

FILE = "second-factors.key"
LOST = Text(
    "密钥文件 {file} 不能用，动态口令和恢复码无法核对。",
    "The key file {file} cannot be used, so codes of authenticators and recovery codes cannot be checked.",
)
RESTORE = Text(
    "从密钥备份恢复该文件（权限 600）；恢复不了的，由管理员清除各人的第二步验证后重新设置。",
    "Restore the file from the key backup (mode 600); where that is impossible, the administrator clears each second "
    "factor and it is set up again.",
)


def _nothing_sealed() -> bool:
    return not (Authenticator.objects.exists() or RecoveryCode.objects.exists())


def _key() -> bytes:
    """16 bytes, made at the first use. Raises accounts.key_lost when the file was lost, damaged or exposed."""
    try:
        return keys.kept_key(FILE, unused=_nothing_sealed)
    except QingtianError as lost:
        raise QingtianError("accounts.key_lost", LOST.format(file=FILE), where=FILE, remedy=RESTORE) from lost


def _place(user_id: int) -> bytes:
    return cipher.bound_to("authenticator", str(user_id))


@sensitive_variables()
def seal(secret: bytes, user_id: int) -> tuple[bytes, bytes]:
    """Nonce and ciphertext of a shared secret (SM4-GCM), tied to its user. Raises accounts.key_lost."""
    nonce = cipher.new_nonce()
    return nonce, cipher.encrypt(_key(), nonce, secret, _place(user_id))


@sensitive_variables()
def unseal(held: Authenticator) -> bytes:
    """The shared secret. Raises accounts.key_lost, identities.seal_broken."""
    return cipher.decrypt(_key(), bytes(held.nonce), bytes(held.sealed_secret), _place(held.user_id))


@sensitive_variables()
def digest(code: str, user_id: int) -> str:
    """HMAC-SM3 of a recovery code: without the key file it cannot be guessed from the table."""
    made = hmac.HMAC(_key(), hashes.SM3())
    made.update(f"{user_id}:{code}".encode())
    return made.finalize().hex()
