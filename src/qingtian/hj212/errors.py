"""The one error of this room: bytes in which nothing of HJ 212 can be read."""

from __future__ import annotations

from qingtian.errors import UnusableInput
from qingtian.language import Text


class UnreadableFrame(UnusableInput):
    """No frame stands in these bytes, or its header holds no field; nothing else is ever raised by reading."""


def no_frame(where: str = "") -> UnreadableFrame:
    """There is no ``##`` with a length behind it."""
    return UnreadableFrame(
        "hj212.no_frame",
        Text("这些字节中没有 HJ 212 通讯包（## 与长度）。", "these bytes hold no HJ 212 frame (## and a length)."),
        where=where,
        remedy=Text("核对报文是否完整。", "Check that the message is whole."),
    )


def no_header(where: str = "") -> UnreadableFrame:
    """The segment has no ``key=value`` before its data area."""
    return UnreadableFrame(
        "hj212.no_header",
        Text("数据段中没有任何“字段=值”。", "the data segment holds no field=value at all."),
        where=where,
        remedy=Text("核对报文是否被截断或加密。", "Check whether the message was cut or encrypted as a whole."),
    )


def bad_key(where: str = "") -> UnusableInput:
    """A key of SM4 (GB/T 32907) has 128 bits: 32 hexadecimal digits."""
    return UnusableInput(
        "hj212.key",
        Text("SM4 密钥应为 32 位十六进制数。", "a key of SM4 is 32 hexadecimal digits."),
        where=where,
        remedy=Text("给出 16 字节密钥的十六进制写法。", "Give the 16 bytes of the key in hexadecimal."),
    )


def too_long(length: int) -> UnusableInput:
    """The length field has four digits."""
    return UnusableInput(
        "hj212.too_long",
        Text(
            "数据段 {n} 字节，超过四位长度所能表示的。", "a segment of {n} bytes is more than four digits can say."
        ).format(n=length),
        remedy=Text("拆分为多个通讯包。", "Split it into sub-packets."),
    )
