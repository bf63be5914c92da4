"""What a backup says of itself: which program, which migrations, how many rows, which digests, which heads; signed.

The signature is the checkpoints' own key's (Ed25519). It proves that the office's installation wrote the backup; the
digests prove that it is whole.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qingtian.apps.operations import refusals
from qingtian.apps.proceedings import checkpoints
from qingtian.trail import canonical

NAME = "manifest.json"
FORMAT, EDITION = "qingtian-backup", 1


@dataclass
class Manifest:
    """The contents of ``manifest.json``.

    ``files`` maps every file beside it (rows, list of files) to its SHA-256; ``lake`` is the id of the air's snapshot.
    """

    at: str
    version: str
    migrations: dict[str, list[list[str]]]
    rows: dict[str, dict[str, int]]
    heads: dict[str, Any]
    keys: str
    sealed_with: list[str]
    files: dict[str, str] = field(default_factory=dict)
    copied: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    demonstration: bool = False
    lake: str = ""

    def write(self, folder: Path) -> None:
        body = {"format": FORMAT, "v": EDITION, **asdict(self)}
        content = {"body": body, "signature": checkpoints.sign(canonical(body)), "public_key": checkpoints.public_key()}
        (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(folder: Path, key: str | None = None) -> Manifest:
    """The manifest of a backup, its signature checked: with ``key`` where it is known, else with the one it names.

    Raises not_a_backup, signature_broken.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        body = dict(content["body"])
        known = (body.pop("format"), body.pop("v")) == (FORMAT, EDITION)
        found = Manifest(**body)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise refusals.not_a_backup(folder) from None
    if not known:
        raise refusals.not_a_backup(folder)
    own = key or content["public_key"]
    if not checkpoints.holds(canonical(content["body"]), content["signature"], own):
        raise refusals.signature_broken(folder)
    return found


def name_at(now: Any) -> str:
    """The folder of a backup taken at a moment; names sort by time."""
    return f"qingtian-{now:%Y%m%dT%H%M%S}"
