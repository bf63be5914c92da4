"""Checkpoints: the heads of all chains, signed and kept outside the database (检查点).

Whoever can write to the database could rebuild a whole chain; a checkpoint taken before shows it. The signature is
Ed25519 (``settings.KEYS``/checkpoint.key); SM2 is not in the library this product builds on.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.language import Text
from qingtian.trail import Broken, canonical

#: heads looked for in one query
BATCH = 500


@dataclass(frozen=True, slots=True)
class ChainBeside:
    """A chain that is no matter's, proved and signed with them. ``head`` is its last number and hash, None while it
    is empty; ``holds_link`` says whether a link still stands in it; ``broken`` is its own proof."""

    name: str
    head: Callable[[], tuple[int, str] | None]
    holds_link: Callable[[int, str], bool]
    broken: Callable[[], list[Broken]]


CHAINS: dict[str, ChainBeside] = {}


def beside(chain: ChainBeside) -> None:
    """Prove and sign this chain with those of the matters; called once by its app when Django is ready."""
    CHAINS[chain.name] = chain


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


def sign(content: bytes) -> str:
    """The signature of this installation over some bytes, in base64."""
    return base64.b64encode(_key().sign(content)).decode("ascii")


def public_key() -> str:
    """What others check the signatures of this installation with, in base64."""
    raw = _key().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode("ascii")


def holds(content: bytes, signature: str, key: str) -> bool:
    """Whether a signature over some bytes was made by the holder of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(base64.b64decode(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def take_checkpoint(now: datetime) -> Path:
    """Write a signed file of all heads; returns its path."""
    rows = Proceeding.objects.order_by("pk").values_list("uid", "seq", "head", "number")
    heads = {uid: [seq, head, number] for uid, seq, head, number in rows.iterator()}
    heads |= {name: [*head, name] for name, chain in CHAINS.items() if (head := chain.head())}
    body = {"format": "qingtian-checkpoint", "v": 1, "at": now.isoformat(), "heads": heads}
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{now.strftime('%Y%m%dT%H%M%S')}.json"
    part = path.with_suffix(".part")  # a killed process leaves no half checkpoint under its name
    part.write_bytes(canonical({"body": body, "signature": sign(canonical(body))}))
    part.replace(path)
    return path


def missing_from_checkpoints() -> Iterator[tuple[str, int, Text]]:
    """Every head of every checkpoint that no longer stands in its chain, and every bad signature.

    A head that the checkpoint before held too was looked for there: a year of days costs what changed in it.
    """
    key, before = public_key(), {}
    for path in sorted(folder().glob("*.json")) if folder().exists() else []:
        stored = json.loads(path.read_bytes())
        if not holds(canonical(stored["body"]), stored["signature"], key):
            yield path.name, 0, Text("检查点的签名不符", "the signature of the checkpoint does not hold")
            continue
        heads = stored["body"]["heads"]
        fresh = [(uid, *head) for uid, head in heads.items() if before.get(uid) != head]
        for number, seq in _not_in_chains(fresh):
            yield number, seq, Text(f"与检查点 {path.name} 不符", f"differs from checkpoint {path.name}")
        before = heads


def _not_in_chains(heads: list[tuple[str, int, str, str]]) -> Iterator[tuple[str, int]]:
    for name, seq, head, _ in (one for one in heads if one[0] in CHAINS):
        if not CHAINS[name].holds_link(seq, head):
            yield name, seq
    heads = [one for one in heads if one[0] not in CHAINS]
    for start in range(0, len(heads), BATCH):
        batch = heads[start : start + BATCH]
        uids, hashes = [uid for uid, *_ in batch], [head for _, _, head, _ in batch]
        acts = Act.objects.filter(proceeding__uid__in=uids, hash__in=hashes)
        there = set(acts.values_list("proceeding__uid", "seq", "hash"))
        yield from ((number, seq) for uid, seq, head, number in batch if (uid, seq, head) not in there)


def thin_out(*, days: int) -> int:
    """Delete checkpoints older than the newest ``days``, but for the first of each month; returns how many went.

    Nothing is lost: every later checkpoint that held names the same chains, or their continuation.
    """
    paths = sorted(folder().glob("*.json")) if folder().exists() else []
    months: set[str] = set()
    going = []
    for path in paths[:-days] if days else paths:
        month = path.name[:6]
        if month in months:
            going.append(path)
        months.add(month)
    for path in going:
        path.unlink()
    return len(going)
