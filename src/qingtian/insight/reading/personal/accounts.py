"""Accounts that lead to a person: e-mail, WeChat, QQ and the like, and the ids platforms give their users."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.personal.spans import Found, any_of
from qingtian.language import Text

_CUES = lexicon("personal")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,80} ?@ ?[A-Za-z0-9\-]{1,60}(?: ?\. ?[A-Za-z0-9\-]{2,24}){1,4}"
)
_ACCOUNT = re.compile(
    "("
    + any_of(_CUES["accounts"])
    + r")[^A-Za-z0-9\n〕，。；]{0,8}([A-Za-z][A-Za-z0-9_\-]{4,19}|\d{5,12})(?![A-Za-z0-9_\-])"
)
_OPENID = re.compile(r"(?<![A-Za-z0-9_\-])o[A-Za-z0-9_\-]{27}(?![A-Za-z0-9_\-])")
_AFTER_OPENID = re.compile(r"(?i:openid|unionid|fromusername)[^A-Za-z0-9_\-\n〕]{0,12}([A-Za-z0-9_\-]{6,64})")

EMAIL = Text("邮箱的写法", "Written like an e-mail address")
ACCOUNT = Text("前面写着“{cue}”", "Preceded by “{cue}”")
OPENID = Text("平台用户号的写法", "Written like a platform's id of a user")


def accounts(text: str) -> Iterator[Found]:
    """Every account in ``text``, which is ``plain``."""
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), "email", EMAIL, 0.97)
    for match in _ACCOUNT.finditer(text):
        yield Found(match.start(2), match.end(2), "account", ACCOUNT.format(cue=match[1]), 0.9)
    for match in _OPENID.finditer(text):
        yield Found(match.start(), match.end(), "openid", OPENID, 0.9)
    for match in _AFTER_OPENID.finditer(text):
        yield Found(match.start(1), match.end(1), "openid", OPENID, 0.95)
