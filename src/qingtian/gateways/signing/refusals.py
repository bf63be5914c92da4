"""What a call is told when it is not admitted. One sentence for a wrong partner, a wrong secret and a changed body: who
guesses learns nothing."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.errors import Refused
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal of the door: HTTP status, code, what is wrong, what to do."""

    status: int
    code: str
    words: Text
    remedy: Text


class NotAdmitted(Refused):
    """A call that is not let in. ``status`` is the HTTP status of the answer."""

    def __init__(self, told: Told) -> None:
        self.status = told.status
        super().__init__(told.code, told.words, remedy=told.remedy)


INCOMPLETE = Told(
    401,
    "signing.incomplete",
    Text("请求没有签名，或者签名不完整。", "The call is not signed, or not completely."),
    Text(
        "带上 X-Qingtian-Partner、-Timestamp（Unix 秒）、-Nonce（16–64 个字母数字）和 -Signature 四个头。",
        "Send the headers X-Qingtian-Partner, -Timestamp (Unix seconds), -Nonce (16–64 letters or digits), -Signature.",
    ),
)
OUT_OF_TIME = Told(
    401,
    "signing.out_of_time",
    Text("请求的时间和本机差得太多。", "The time of the call is too far from the time here."),
    Text(
        "对时以后重新签名再发；本机时间见响应的 Date 头。", "Set the clock, sign anew, send again; Date says the time."
    ),
)
NOT_PROVED = Told(
    401,
    "signing.not_proved",
    Text("签名核对不上。", "The signature does not verify."),
    Text(
        "核对代码和密钥；签的是方法、带参数的路径、时间、随机数和正文的 SHA-256，各占一行。",
        "Check code and secret; signed are method, path with query, time, nonce and SHA-256 of the body, a line each.",
    ),
)
REPEATED = Told(
    409,
    "signing.repeated",
    Text("这个随机数已经用过。", "This nonce was used before."),
    Text("换一个随机数重新签名；同一编号的内容重发不会重复登记。",
         "Sign anew with another nonce; what is sent twice under its number is received once."),
)  # fmt: skip
NOT_ALLOWED = Told(
    403,
    "signing.not_allowed",
    Text("这个系统没有做这件事的权限。", "This system may not do this."),
    Text("请对方的系统管理员在“对接系统”里加上。", "Ask the administrator to allow it under “Connected systems”."),
)
TOO_LARGE = Told(
    413,
    "signing.too_large",
    Text("正文太大。", "The body is too large."),
    Text("分成几批发。", "Send it in several parts."),
)
TOO_OFTEN = Told(
    429,
    "signing.too_often",
    Text("来得太多了。", "Too many calls."),
    Text("按 Retry-After 头过一会儿再发。", "Wait as the Retry-After header says."),
)
