"""Two envelopes: a file only the other side of the line can read, and an identity its office alone can open."""

from __future__ import annotations

import base64
import secrets
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import keys
from qingtian.apps.identities.vault import Identity
from qingtian.errors import UnusableInput
from qingtian.gateways.exchange.models import Line
from qingtian.gateways.partners.secret import unseal
from qingtian.language import Text

FILE = "exchange.key"
MAGIC = b"QTX1"
NONCE = 12
#: what a file may unpack to
MOST = 64 << 20
NOT_OURS = Text("这个文件不是给本机的，或者已经损坏。", "This file is not for this installation, or it is damaged.")
ASK = Text("请对方重新导出；核对两边的密钥。", "Ask for another export; compare the secrets on both sides.")
NO_KEY = Text("对方的公钥不对。", "The other side's public key is wrong.")


def _derived(secret: bytes, what: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"qingtian-exchange {what}".encode()).derive(
        secret
    )


# ---- the file ------------------------------------------------------------------


@sensitive_variables()
def seal_file(line: Line, plain: bytes) -> bytes:
    """Packed and encrypted under the secret both sides share; the head names the receiver, and nothing else."""
    head = MAGIC + bytes([len(line.own_code)]) + line.own_code.encode()
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_derived(unseal(line.partner), "file")).encrypt(nonce, zlib.compress(plain, 9), head)
    return head + nonce + sealed


def sender_of(sealed: bytes) -> str:
    """The code the sender has at the receiver. Raises UnusableInput (exchange.not_ours)."""
    if sealed[: len(MAGIC)] != MAGIC or len(sealed) < len(MAGIC) + 1:
        raise _not_ours()
    begins = len(MAGIC) + 1
    return sealed[begins : begins + sealed[len(MAGIC)]].decode("ascii", "replace")


@sensitive_variables()
def open_file(line: Line, sealed: bytes) -> bytes:
    """What is in the file. Raises UnusableInput (exchange.not_ours) for anything changed or meant for others."""
    ends = len(MAGIC) + 1 + sealed[len(MAGIC)]
    head, nonce, body = sealed[:ends], sealed[ends : ends + NONCE], sealed[ends + NONCE :]
    try:
        packed = AESGCM(_derived(unseal(line.partner), "file")).decrypt(nonce, body, head)
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, MOST)
    except (InvalidTag, ValueError, zlib.error):
        raise _not_ours() from None
    if unpacking.unconsumed_tail:
        raise _not_ours()
    return plain


def _not_ours() -> UnusableInput:
    return UnusableInput("exchange.not_ours", NOT_OURS, remedy=ASK)


# ---- the identity --------------------------------------------------------------


@sensitive_variables()
def _private() -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_derived(keys.kept_key(FILE, unused=lambda: True), "identity"))


def own_public_key() -> str:
    """What the other side enters, so that it can seal an identity for this office: 44 characters."""
    raw = _private().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


@sensitive_variables()
def seal_identity(identity: Identity, their_key: str, about: str) -> str:
    """Sealed for the holder of ``their_key`` alone, tied to the matter. Raises UnusableInput (exchange.no_key)."""
    try:
        theirs = X25519PublicKey.from_public_bytes(base64.b64decode(their_key, validate=True))
    except ValueError:
        raise UnusableInput("exchange.no_key", NO_KEY) from None
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_derived(once.exchange(theirs) + public, "to")).encrypt(nonce, identity.to_bytes(), about.encode())
    return base64.b64encode(public + nonce + sealed).decode()


@sensitive_variables()
def open_identity(sealed: str, about: str) -> Identity:
    """Who reported, for the office it was sealed for. Raises UnusableInput (exchange.not_ours)."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        public, nonce, body = raw[:32], raw[32 : 32 + NONCE], raw[32 + NONCE :]
        shared = _private().exchange(X25519PublicKey.from_public_bytes(public))
        plain = AESGCM(_derived(shared + public, "to")).decrypt(nonce, body, about.encode())
        return Identity.from_bytes(plain)
    except (InvalidTag, ValueError, KeyError):
        raise _not_ours() from None
