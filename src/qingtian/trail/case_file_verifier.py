#!/usr/bin/env python3
"""Prove an exported Qingtian case file: python3 case_file_verifier.py FILE. Needs only the standard library."""

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any

M, IV = 0xFFFFFFFF, "7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"


def rot(x: int, n: int) -> int:
    return ((x << n % 32) | ((x & M) >> (32 - n % 32))) & M


def sm3(data: bytes) -> str:
    """SM3 of bytes (GB/T 32905-2016), as hexadecimal text."""
    size, data = len(data) * 8, data + b"\x80"
    data += b"\0" * ((56 - len(data)) % 64) + size.to_bytes(8, "big")
    v = [int(IV[i : i + 8], 16) for i in range(0, 64, 8)]
    for at in range(0, len(data), 64):
        w = [int.from_bytes(data[at + i : at + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rot(w[j - 3], 15)
            w.append(x ^ rot(x, 15) ^ rot(x, 23) ^ rot(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            s1 = rot((rot(a, 12) + e + rot(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & M, 7)
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else ((a & b) | (a & c) | (b & c), (e & f) | (~e & M & g))
            t1, t2 = (ff + d + (s1 ^ rot(a, 12)) + (w[j] ^ w[j + 4])) & M, (gg + h + s1 + w[j]) & M
            a, b, c, d, e, f, g, h = t1, a, rot(b, 9), c, t2 ^ rot(t2, 9) ^ rot(t2, 17), e, rot(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]  # noqa: B905 (Python 3.9)
    return "".join(f"{x:08x}" for x in v)


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def faults(raw: bytes) -> Iterator[str]:
    """Yield a sentence for everything in the file that does not hold."""
    try:
        yield from differences(raw)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield f"the file cannot be read to its end: {error!r}"


def erased(proceeding: "dict[str, Any]") -> "dict[int, str]":
    """Acts whose content a later act of the same chain erased, each with the sentence that says so."""
    told: dict[int, str] = {}
    for by in proceeding["acts"]:
        content = by["content"] or {}
        if content.get("act") == "erase_content":
            how = f"on {content['on']} by act {by['seq']} (list {content['fields']['disposal']['number']})"
            told.update((s, f"{proceeding['uid']} act {s}: content erased {how}") for s in content["erases"])
    return told


def differences(raw: bytes) -> Iterator[str]:
    whole = json.loads(raw.decode())
    body, stated = whole["body"], whole["sm3"]
    if canonical(whole) != raw:
        yield "the bytes of the file are not in canonical form: something was changed between the values"
    for proceeding in body["proceedings"]:
        prev, gone = "0" * 64, erased(proceeding)
        for seq, act in enumerate(proceeding["acts"], 1):
            where = f"{proceeding['uid']} act {act['seq']}"
            core = {"v": 1, "chain": proceeding["uid"], "at": act["recorded_at"]}
            core.update((key, act[key]) for key in ("seq", "prev", "commitment"))
            if act["seq"] != seq or act["prev"] != prev:
                yield f"{where}: does not follow the act before it"
            if sm3(canonical(core)) != act["hash"]:
                yield f"{where}: its hash does not match"
            content = act["content"]  # None once it was erased
            if content is None and act["seq"] not in gone:
                yield f"{where}: its content is gone, and no act of erasure accounts for it"
            if content is not None and sm3(bytes.fromhex(act["salt"]) + canonical(content)) != act["commitment"]:
                yield f"{where} ({content.get('act')}): its content was changed"
            prev = act["hash"]
        if proceeding["head"] != prev:
            yield f"{proceeding['uid']}: the last hash is not the head"
    for file in body["files"]:
        if sm3(base64.b64decode(file["base64"])) != file["sm3"]:
            yield f"file {file['name']}: its bytes were changed"
    if sm3(canonical(body)) != stated:
        yield "the file as a whole does not match its own digest"


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as source:
        raw = source.read()
    found = list(faults(raw))
    told = [] if found else [t for p in json.loads(raw.decode())["body"]["proceedings"] for t in erased(p).values()]
    end = [] if found else ["verified: every act and every file is as it was recorded"]
    print("\n".join([*found, *told, *end]))  # noqa: T201
    sys.exit(1 if found else 0)
