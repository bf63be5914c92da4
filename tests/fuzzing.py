"""Bodies nobody should send: broken, hostile and merely odd ones, from a seed, so that a finding can be had again."""

from __future__ import annotations

import random
from collections.abc import Iterator

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(8))
    + "]><xml><Content>&i;</Content></xml>"
).encode()
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>'
HOSTILE = (
    b"", b"\0", b"<", b"<xml/>", b"null", BOMB, OUTSIDE, b"\xef\xbb\xbf<xml/>", "<xml>十</xml>".encode("utf-16"),
    '<?xml version="1.0" encoding="gb2312"?><xml>十</xml>'.encode("gb2312"), b"<xml>" * 12_000, b"a" * 70_000,
    b'<?xml version="1.0" encoding="utf-7"?><xml>+AGE-</xml>', b"<xml>" + b"<a/>" * 9_000 + b"</xml>",
    b"<xml " + b"a='b' " * 9_000 + b"/>", b"<xml><![CDATA[" + b"]" * 60_000 + b"]]></xml>", b"\xff\xfe\xfd" * 500,
)  # fmt: skip
ODD = (
    "", "0", "1", "-1", "1e309", "NaN", "٣", "𠮷😀", "a" * 5000, "\0", "\ud7ff", "<![CDATA[", "]]>", "&amp;", "None",
    "true", "2026-13-45", "9" * 40, "../../etc/passwd", "'; DROP TABLE x;--", "%00", "\u202e\u200b", "[]", "{}",
)  # fmt: skip


def broken(body: bytes, chance: random.Random) -> bytes:
    """A whole body with a few bytes changed, cut out, doubled or put in."""
    found = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(found) + 1), chance.randint(1, 20)
        kind = chance.randrange(4)
        if kind == 0:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del found[at : at + length]
        elif kind == 2:
            found[at:at] = found[at : at + length]
        else:
            found[at:at] = chance.choice(ODD).encode("utf-8", "replace")
    return bytes(found)


def bodies(whole: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The hostile ones, then so many broken ones."""
    yield from HOSTILE
    chance = random.Random(seed)
    for _ in range(count):
        yield broken(whole, chance)


def forms(count: int, seed: int) -> Iterator[dict[str, str | list[str]]]:
    """Forms of Open311 with odd values in odd places; most leave some argument out."""
    chance = random.Random(seed)
    names = (
        *("service_code", "lat", "long", "address_string", "address_id", "description", "media_url", "email", "phone"),
        *(
            "first_name",
            "last_name",
            "device_id",
            "attribute[WHEN]",
            "attribute[HOURS][]",
            "attribute[",
            "jurisdiction_id",
        ),
    )
    for _ in range(count):
        form: dict[str, str | list[str]] = {"service_code": "air", "lat": "25", "long": "102"}
        for name in chance.sample(names, chance.randint(1, 6)):
            form[name] = chance.choice(ODD) if chance.random() < 0.8 else [chance.choice(ODD), chance.choice(ODD)]
        yield form
