"""Answers to WeChat, as XML. A passive answer holds at most 2,048 bytes of words."""

from __future__ import annotations

from qingtian.gateways.wechat.envelope import Envelope
from qingtian.gateways.wechat.signature import sign

MOST_BYTES = 2048
#: nothing to say: WeChat shows the user nothing and does not try again
SUCCESS = b"success"


def cut(words: str, most: int = MOST_BYTES) -> str:
    """No more bytes than fit, never half a character."""
    encoded = words.encode()
    return words if len(encoded) <= most else encoded[: most - 3].decode(errors="ignore") + "…"


def cdata(words: str) -> str:
    """Words as a CDATA section; one that ends inside the words is cut in two, characters XML forbids are left out."""
    allowed = "".join(
        c for c in words if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return "<![CDATA[" + allowed.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def passive(to: str, account: str, created: int, words: str) -> bytes:
    """A text answer within the five seconds of a callback."""
    return (
        f"<xml><ToUserName>{cdata(to)}</ToUserName><FromUserName>{cdata(account)}</FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType>{cdata('text')}</MsgType>"
        f"<Content>{cdata(cut(words))}</Content></xml>"
    ).encode()


def enclosed(envelope: Envelope, token: str, message: bytes, timestamp: str, nonce: str) -> bytes:
    """A sealed and signed answer of safe mode."""
    encrypted = envelope.close(message)
    signature = sign(token, timestamp, nonce, encrypted)
    return (
        f"<xml><Encrypt>{cdata(encrypted)}</Encrypt><MsgSignature>{cdata(signature)}</MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>"
    ).encode()
