"""Counting people without opening anything: keyed digests of telephone numbers."""

from __future__ import annotations

import re
import unicodedata

from cryptography.hazmat.primitives import hashes, hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import keys
from qingtian.apps.identities.store import no_fingerprint

_CHINA = re.compile(r"(?:00)?86(?=1\d{10}$|0\d{9,11}$)")


@sensitive_variables()
def _digits(phone: str) -> str:
    """The number as one writing: half-width digits only, no country prefix before a Chinese number."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return _CHINA.sub("", digits, count=1)


@sensitive_variables()
def fingerprint(phone: str) -> str:
    """HMAC-SM3 of a telephone number as 64 hexadecimal digits; empty when there is no number in it.

    Without the key file, which lies outside every database, numbers cannot be guessed from it.
    Raises key_missing when the key was lost after identities had been sealed.
    """
    digits = _digits(phone)
    if not digits:
        return ""
    digest = hmac.HMAC(keys.fingerprint_key(unused=no_fingerprint), hashes.SM3())
    digest.update(digits.encode("ascii"))
    return digest.finalize().hex()
