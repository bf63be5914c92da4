"""What WeChat tells about a person, unreadable at rest: SM4-GCM under a key beside the other keys (``wechat.key``).

The digest of an OpenID is keyed too: it joins the messages of one person and says nothing to whoever has the table.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes, hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, keys

FILE = "wechat.key"


def _nothing_sealed() -> bool:
    from qingtian.gateways.wechat.models import Contact, Incoming

    return not (Contact.objects.exists() or Incoming.objects.exists())


def _key() -> bytes:
    """16 bytes, made at the first use. Raises key_missing, key_exposed, key_unusable."""
    return keys.kept_key(FILE, unused=_nothing_sealed)


@sensitive_variables()
def seal(plain: bytes, place: str) -> bytes:
    """Nonce and ciphertext, tied to its place (a table and what is unique in it)."""
    nonce = cipher.new_nonce()
    return nonce + cipher.encrypt(_key(), nonce, plain, cipher.bound_to("wechat", place))


@sensitive_variables()
def unseal(sealed: bytes, place: str) -> bytes:
    """The plain bytes. Raises seal_broken where they were changed or moved."""
    held = bytes(sealed)
    nonce, body = held[: cipher.NONCE_BYTES], held[cipher.NONCE_BYTES :]
    return cipher.decrypt(_key(), nonce, body, cipher.bound_to("wechat", place))


@sensitive_variables()
def digest(*parts: str) -> str:
    """HMAC-SM3 of the parts, 64 hexadecimal digits; parts cannot slide into each other."""
    made = hmac.HMAC(_key(), hashes.SM3())
    made.update(cipher.bound_to("wechat-digest", *parts))
    return made.finalize().hex()
