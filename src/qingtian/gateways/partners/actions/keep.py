"""Add, change, renew and end a partner; each stands in the log of accounts with who did it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.errors import Refused
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.partners.secret import digest, new_secret, seal
from qingtian.language import Text

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}", re.ASCII)
_SYSTEM = re.compile(r"\d{5}(?:-[0-9A-Za-z]{1,14})?", re.ASCII)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?(?::\d{1,5})?", re.ASCII)

BAD_CODE = Text("代码用小写字母、数字和连字符，2 到 40 个。", "The code: 2 to 40 lower-case letters, digits, hyphens.")
TAKEN = Text("已经有代码为“{code}”的系统。", "There is a system with the code “{code}” already.")
NO_TITLE = Text("写中文和英文名称。", "Give a name in Chinese and in English.")
NO_RIGHT = Text("至少选一样它可以做的。", "Choose at least one thing it may do.")
BAD_SYSTEM = Text(
    "“{system}”不是来源系统。写 12345-370102 这样的，一行一个。",
    "“{system}” is no source system. Write it like 12345-370102, one a line.",
)
BAD_HOST = Text(
    "“{host}”不是主机名。写 files.example.gov.cn 这样的，不带 https://。",
    "“{host}” is no host name. Write it like files.example.gov.cn, without https://.",
)
ENDED = Text("“{code}”已经停用。", "“{code}” has ended.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the administrator enters about a partner."""

    code: str
    title_zh: str
    title_en: str
    may: Sequence[str]
    media_hosts: Sequence[str] = ()
    systems: Sequence[str] = ()


@sensitive_variables("secret")
def add_partner(wanted: Wanted, *, by: Doer, now: datetime, secret: str = "") -> tuple[Partner, str]:
    """A new partner and its secret, which is shown once; ``secret`` is given where both sides share one.

    Raises Refused (partners.…, ``where`` names the field).
    """
    if not _CODE.fullmatch(wanted.code):
        raise Refused("partners.bad_code", BAD_CODE, where="code")
    secret = secret or new_secret()
    nonce, sealed = seal(secret, wanted.code)
    partner = Partner(code=wanted.code, nonce=nonce, sealed_secret=sealed, key_digest=digest(secret),
                      added_at=now, renewed_at=now)  # fmt: skip
    _put(partner, wanted)
    try:
        with transaction.atomic():
            partner.save(force_insert=True)
            _note(partner, Text("登记对接系统“{code}”", "system “{code}” added"), by, now)
    except IntegrityError:
        raise Refused("partners.taken", TAKEN.format(code=wanted.code), where="code") from None
    return partner, secret


def change_partner(partner: Partner, wanted: Wanted, *, by: Doer, now: datetime) -> None:
    """Another name, other rights, hosts, source systems; the code and the secret stay. Raises Refused."""
    _refuse_ended(partner)
    _put(partner, wanted)
    with transaction.atomic():
        partner.save(update_fields=["title_zh", "title_en", "may", "media_hosts", "systems"])
        _note(partner, Text("修改对接系统“{code}”", "system “{code}” changed"), by, now)


@sensitive_variables("secret")
def renew_secret(partner: Partner, *, by: Doer, now: datetime) -> str:
    """A new secret, shown once; the old one is worth nothing from this moment. Raises Refused (partners.ended)."""
    _refuse_ended(partner)
    secret = new_secret()
    partner.nonce, partner.sealed_secret = seal(secret, partner.code)
    partner.key_digest, partner.renewed_at = digest(secret), now
    with transaction.atomic():
        partner.save(update_fields=["nonce", "sealed_secret", "key_digest", "renewed_at"])
        _note(partner, Text("给对接系统“{code}”换密钥", "secret of system “{code}” renewed"), by, now)
    return secret


def end_partner(partner: Partner, *, by: Doer, now: datetime) -> None:
    """It may call no more. Its row stays, because what it sent stays. Raises Refused (partners.ended)."""
    _refuse_ended(partner)
    partner.ended_at = now
    with transaction.atomic():
        partner.save(update_fields=["ended_at"])
        _note(partner, Text("停用对接系统“{code}”", "system “{code}” ended"), by, now)


def _put(partner: Partner, wanted: Wanted) -> None:
    zh, en = wanted.title_zh.strip()[:80], wanted.title_en.strip()[:120]
    if not zh or not en:
        raise Refused("partners.no_title", NO_TITLE, where="title_en" if zh else "title_zh")
    may = [right.value for right in Right if right in wanted.may]
    if not may:
        raise Refused("partners.no_right", NO_RIGHT, where="may")
    hosts = sorted({host.strip().lower() for host in wanted.media_hosts if host.strip()})
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise Refused("partners.bad_host", BAD_HOST.format(host=host[:80]), where="media_hosts")
    systems = sorted({one.strip() for one in wanted.systems if one.strip()})
    for one in systems:
        if not _SYSTEM.fullmatch(one):
            raise Refused("partners.bad_system", BAD_SYSTEM.format(system=one[:80]), where="systems")
    partner.title_zh, partner.title_en, partner.may, partner.media_hosts = zh, en, may, hosts
    partner.systems = systems


def _refuse_ended(partner: Partner) -> None:
    if not partner.active:
        raise Refused("partners.ended", ENDED.format(code=partner.code), where="code")


def _note(partner: Partner, what: Text, by: Doer, now: datetime) -> None:
    note(Kind.ADMINISTERED, at=now, by=by, what=what.format(code=partner.code))
