"""What the checklist says of the account: connected or not, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.installation.checklist import Check
from qingtian.errors import DeclarationError
from qingtian.gateways.wechat.account import account, lacking
from qingtian.language import Text


def missing(on: date) -> Sequence[Text]:
    """Names of what is not there, or the sentence that says why it cannot be used."""
    try:
        if account() is not None:
            return []
    except DeclarationError as unusable:
        return [unusable.message]
    return [Text(name, name) for name in lacking()]


CHECK = Check(
    "wechat",
    Text("微信公众号已接上", "The WeChat account is connected"),
    Text("居民不能在微信里反映问题。", "Residents cannot report in WeChat."),
    missing,
    Text(
        "照《怎样接微信公众号》做：把四项填进密钥目录的 wechat.yaml，回调网址填 /api/wechat/callback/。",
        "See “Connect a WeChat account”: four values in wechat.yaml in the key folder, callback /api/wechat/callback/.",
    ),
    must=False,
    machine=True,
)
