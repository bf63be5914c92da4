"""A phone of the invented city: it seals what its officer captures, as ``field-seal.js`` does, and sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from random import Random

from qingtian.apps.inspections.actions.announce import announce
from qingtian.apps.inspections.actions.take_in import take_in
from qingtian.apps.inspections.actions.take_piece import take_piece
from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.inspections.receiving import CHUNK
from qingtian.enforcement.field_seal import FIRST, Capture
from qingtian.procedures import Actor
from qingtian.secrecy import Declaration

#: how a phone's position wavers, in millionths of a degree
WAVER = 60


@dataclass
class FieldPhone:
    """One officer's phone at one visit. ``here`` is longitude and latitude, None where the phone had no position."""

    visit: Visit
    here: tuple[float, float] | None
    rng: Random
    sealed: list[tuple[Capture, bytes]] = field(default_factory=list)
    chain: str = ""

    def __post_init__(self) -> None:
        self.chain = f"{self.rng.getrandbits(120):030x}"

    def photograph(self, content: bytes, at: datetime) -> None:
        """Seal a photo."""
        self._seal("photo", content, "image/jpeg", at)

    def write(self, kind: str, entries: Mapping[str, str], at: datetime) -> None:
        """Seal a sheet."""
        told = {"format": "qingtian-sheet/1", "visit": self.visit.proceeding.number, "kind": kind, "entries": entries}
        self._seal(kind, json.dumps(told, ensure_ascii=False).encode(), "application/json", at)

    def _seal(self, kind: str, content: bytes, media_type: str, at: datetime) -> None:
        lat, lon, accuracy = self._position()
        item = Capture(
            visit=self.visit.proceeding.number,
            chain=self.chain,
            n=len(self.sealed) + 1,
            client=f"{self.rng.getrandbits(120):030x}",
            kind=kind,
            at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            lat=lat,
            lon=lon,
            accuracy=accuracy,
            media_type=media_type,
            size=len(content),
            sha256=sha256(content).hexdigest(),
            about="",
            previous=self.sealed[-1][0].seal if self.sealed else FIRST,
            seal="",
        )
        self.sealed.append((replace(item, seal=item.sealed_again()), content))

    def _position(self) -> tuple[str, str, str]:
        if self.here is None:
            return "", "", ""
        lon, lat = (degrees + self.rng.randrange(-WAVER, WAVER) / 1e6 for degrees in self.here)
        return f"{lat:.6f}", f"{lon:.6f}", str(self.rng.randrange(4, 18))

    def send(self, by: Actor, now: datetime) -> None:
        """Everything comes in, and the chain into the record."""
        items = [item for item, _ in self.sealed]
        announce(self.visit, items, mark=Declaration.INTERNAL, by_post=by.post or "", now=now)
        rows = FieldEvidence.objects.in_bulk([item.client for item in items], field_name="client")
        for item, content in self.sealed:
            for place in range(0, len(content), CHUNK):
                take_piece(rows[item.client], place // CHUNK, content[place : place + CHUNK], now=now)
        take_in(self.visit, self.chain, by=by, on=now.date(), now=now)
