"""Canonical JSON and SM3 (GB/T 32905-2016)."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives import hashes


def _refuse_floats(value: object, path: str) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float has no canonical form: {path} = {value!r}; use an integer or a decimal string")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"keys are strings: {path}.{key!r}")
            _refuse_floats(inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            _refuse_floats(inner, f"{path}[{index}]")


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8 and no floats: equal values give equal bytes on every machine.

    Raises TypeError for floats, for keys that are not strings and for values JSON does not know.
    """
    _refuse_floats(value, "$")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sm3(data: bytes) -> str:
    """SM3 digest as 64 lower-case hexadecimal digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()
