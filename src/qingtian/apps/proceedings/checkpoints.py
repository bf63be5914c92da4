"""Checkpoints: the heads of all chains, signed and kept outside the database (检查点).

Whoever can write to the database could rebuild a whole chain; a checkpoint taken before shows it. The signature is
Ed25519 (``settings.KEYS``/checkpoint.key); SM2 is not in the library this product builds on.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.language import Text
from qingtian.trail import canonical


def folder() -> Path:
    return Path(settings.DATA) / "checkpoints"


def _key() -> Ed25519PrivateKey:
    path = Path(settings.KEYS) / "checkpoint.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_bytes(
            Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
            )
        )
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def take_checkpoint(now: datetime) -> Path:
    """Write a signed file of all heads; returns its path."""
    heads = {p.uid: [p.seq, p.head, p.number] for p in Proceeding.objects.order_by("pk").iterator()}
    body = {"format": "qingtian-checkpoint", "v": 1, "at": now.isoformat(), "heads": heads}
    signature = base64.b64encode(_key().sign(canonical(body))).decode()
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{now.strftime('%Y%m%dT%H%M%S')}.json"
    path.write_bytes(canonical({"body": body, "signature": signature}))
    return path


def missing_from_checkpoints() -> Iterator[tuple[str, int, Text]]:
    """Every head of every checkpoint that no longer stands in its chain, and every bad signature."""
    key = _key().public_key()
    for path in sorted(folder().glob("*.json")) if folder().exists() else []:
        stored = json.loads(path.read_bytes())
        try:
            key.verify(base64.b64decode(stored["signature"]), canonical(stored["body"]))
        except InvalidSignature:
            yield path.name, 0, Text("检查点的签名不符", "the signature of the checkpoint does not hold")
            continue
        for uid, (seq, head, number) in stored["body"]["heads"].items():
            if not Act.objects.filter(proceeding__uid=uid, seq=seq, hash=head).exists():
                yield number, seq, Text(f"与检查点 {path.name} 不符", f"differs from checkpoint {path.name}")
