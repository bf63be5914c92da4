"""What a password must be (口令规则): long, not common, not a name, not one of the last. No rule of composition.

NIST SP 800-63B-4 section 3.1.1.2: length and a list of common passwords instead of composition; GB/T 22239-2019
8.1.4.1 asks for complexity, which length, the list and the other rules here give more surely than "one of each kind".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.models import PastPassword
from qingtian.apps.people.models import Person
from qingtian.language import Text

LONGEST = 128
FEWEST_DIFFERENT = 5
#: what offices here type first; the list of 20,000 common passwords that Django brings is asked as well
_LOCAL = ("qingtian", "huanbao", "shengtai", "xinfang", "woaini", "admin", "administrator", "mima", "bangong", "jubao")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789", "1qaz2wsx3edc4rfv5tgb")

TOO_SHORT = Text("至少 {n} 个字符，可以是一句好记的话。", "At least {n} characters; a phrase is easy to remember.")
TOO_LONG = Text("不超过 {n} 个字符。", "At most {n} characters.")
COMMON = Text("太常见，别人第一批就会试。", "Too common: it is among the first that others try.")
NAMED = Text("含有您的用户名或姓名。", "It contains your user name or your name.")
MONOTONOUS = Text("重复或顺着排的字符太多。", "Too many repeated or consecutive characters.")
USED = Text("最近用过，请换一个没用过的。", "Used recently; choose one you have not used.")

_common = CommonPasswordValidator()


def normalised(password: str) -> str:
    """One writing for one password: NFKC, as typed on any keyboard (RFC 8265)."""
    return unicodedata.normalize("NFKC", password)


@sensitive_variables()
def faults_of(password: str, *, names: Iterable[str] = (), past: Iterable[str] = ()) -> list[Text]:
    """Every rule the password breaks, in words. ``names`` are the user's own, ``past`` digests of earlier passwords."""
    plain = normalised(password)
    lower = plain.lower()
    found = []
    if len(plain) < settings.PASSWORD_LENGTH:
        found.append(TOO_SHORT.format(n=settings.PASSWORD_LENGTH))
    if len(plain) > LONGEST:
        return [TOO_LONG.format(n=LONGEST)]
    if _is_common(lower):
        found.append(COMMON)
    if any(name in lower for name in _parts(names)):
        found.append(NAMED)
    if len(set(lower)) < FEWEST_DIFFERENT or _mostly_in_a_row(lower):
        found.append(MONOTONOUS)
    if not found and any(check_password(plain, digest) for digest in past):
        found.append(USED)
    return found


@sensitive_variables()
def _is_common(lower: str) -> bool:
    """On the list, or on it once figures and marks around it are taken away (Password2026!)."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lower)
    listed = _common.passwords
    doubled = core[: len(core) // 2] if core and core == core[: len(core) // 2] * 2 else core
    return lower in listed or bool({core, doubled} & {*listed, *_LOCAL} - {""})


def _parts(names: Iterable[str]) -> set[str]:
    """Words of the names, long enough to mean something: three letters, or two characters of Chinese."""
    words = {word for name in names for word in re.split(r"[\s._@-]+", name.lower())}
    whole = {re.sub(r"\s+", "", name.lower()) for name in names}
    return {w for w in words | whole if len(w) >= 3 or (len(w) == 2 and not w.isascii())}


@sensitive_variables()
def _mostly_in_a_row(lower: str) -> bool:
    """Whether more than half of it runs along the alphabet, the figures or a keyboard."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    steps = sum(any(lower[i : i + 3] in row for row in rows) for i in range(len(lower) - 2))
    return len(lower) > 4 and steps * 2 > len(lower) - 2


def names_of(user: Any, person: Person | None) -> list[str]:
    """What the user is called."""
    return [user.get_username(), *([person.name_zh, person.name_en] if person else [])]


def past_of(user: Any) -> list[str]:
    """Digests that cannot be taken again: the present one and the last few."""
    before = PastPassword.objects.filter(user=user).values_list("digest", flat=True)[: settings.PASSWORDS_REMEMBERED]
    return [user.password, *before] if user.has_usable_password() else list(before)


class OfficePasswordValidator:
    """The same rules for Django's own commands (changepassword, createsuperuser)."""

    @sensitive_variables()
    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with every fault."""
        names = [user.get_username()] if user else []
        if found := faults_of(password, names=names):
            raise ValidationError([f"{fault.zh} {fault.en}" for fault in found])

    def get_help_text(self) -> str:
        return TOO_SHORT.format(n=settings.PASSWORD_LENGTH).zh
