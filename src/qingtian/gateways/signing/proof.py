"""Check a call: complete, in time, signed by a partner that is active, allowed, and never seen before."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.gateways.partners.models import Partner, UsedNonce
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.partners.secret import digest, unseal
from qingtian.gateways.signing import refusals
from qingtian.gateways.signing.canonical import NONCE, PARTNER, SIGNATURE, TIMESTAMP, signature, words_signed
from qingtian.gateways.signing.refusals import NotAdmitted

_TIME = re.compile(r"\d{1,12}", re.ASCII)
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
#: signs for a partner that is not there, so that both answers take the same steps
_NOBODY = b"nobody"
#: one call in so many also deletes nonces whose time has passed
_SWEEP_EVERY = 200


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it came. ``path`` with its query; ``headers`` found without regard to case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def prove(call: Call, right: Right, *, now: datetime) -> Partner:
    """The partner that sent this. ``now`` is the real time. Raises NotAdmitted with the status of the answer."""
    code, sent_at, nonce, signed = (call.headers.get(name, "") for name in (PARTNER, TIMESTAMP, NONCE, SIGNATURE))
    if not (code and _TIME.fullmatch(sent_at) and _NONCE.fullmatch(nonce) and _HEX.fullmatch(signed)):
        raise NotAdmitted(refusals.INCOMPLETE)
    window = timedelta(minutes=settings.PARTNER_MINUTES)
    moment = datetime.fromtimestamp(int(sent_at), UTC)
    if abs(now - moment) > window:
        raise NotAdmitted(refusals.OUT_OF_TIME)
    partner = Partner.objects.filter(code=code, ended_at=None).first()
    if not _signed_by(partner, words_signed(call.method, call.path, sent_at, nonce, call.body), signed):
        raise NotAdmitted(refusals.NOT_PROVED)
    assert partner is not None, "nobody's signature verifies"
    _use(partner, nonce, moment + window, now)
    return allowed(partner, right)


def by_key(key: str, right: Right) -> Partner:
    """The partner of a key, for protocols that send the key itself. Raises NotAdmitted."""
    partner = Partner.objects.filter(key_digest=digest(key), ended_at=None).first() if key else None
    if partner is None:
        raise NotAdmitted(refusals.NOT_PROVED)
    return allowed(partner, right)


def allowed(partner: Partner, right: Right) -> Partner:
    """The partner, if it may do this. Raises NotAdmitted (signing.not_allowed)."""
    if right not in partner.may:
        raise NotAdmitted(refusals.NOT_ALLOWED)
    return partner


@sensitive_variables()
def _signed_by(partner: Partner | None, words: str, signed: str) -> bool:
    """In constant time, also where there is no such partner."""
    secret = unseal(partner) if partner else _NOBODY
    right = hmac.compare_digest(signature(secret, words), signed)
    return right and partner is not None


def _use(partner: Partner, nonce: str, until: datetime, now: datetime) -> None:
    """Remember the nonce as long as its time is good, and that the partner called. Raises NotAdmitted (repeated)."""
    try:
        with transaction.atomic():
            UsedNonce.objects.create(partner=partner, nonce=nonce, until=until)
            Partner.objects.filter(pk=partner.pk).update(last_call_at=now)
    except IntegrityError:
        raise NotAdmitted(refusals.REPEATED) from None
    if secrets.randbelow(_SWEEP_EVERY) == 0:
        forget_nonces(now)


def forget_nonces(now: datetime) -> int:
    """Delete nonces whose time has passed; returns how many."""
    return UsedNonce.objects.filter(until__lt=now).delete()[0]
