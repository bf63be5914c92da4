"""A visit of the small city on its way, and a phone that seals as ``field-seal.js`` does."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from PIL import Image

from qingtian.apps.inspections.actions.announce import announce
from qingtian.apps.inspections.actions.take_piece import take_piece
from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.inspections.receiving import CHUNK, pieces_of
from qingtian.apps.parties.actions.enter_party import Given, enter_party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.field_seal import FIRST, Capture
from qingtian.secrecy import Declaration
from tests.conftest import at

DAY = date(2026, 10, 12)
#: the small city keeps no licences: what is noted instead
NOTED = "两证已当面核对，证号在执法证台账。"


def unit(name: str = "云屏涂装有限公司") -> str:
    """A unit, by its number."""
    return enter_party(Given("unit", name, area="wangxi", address="河西路18号"), DAY).number


def given(party: str, day: date = DAY, **more: Any) -> dict[str, Any]:
    """What is entered for a daily visit."""
    told = {
        "subject": "涂装车间废气治理设施",
        "party": party,
        "area": "wangxi",
        "kind": "daily",
        "ground": "plan",
        "planned_on": str(day),
        "officer_1": "handler",
        "officer_2": "second-officer",
        "checklist": "coating",
    }
    return told | more


def enter(city: Any, party: str, day: date = DAY, by: str = "handler", reason: str = NOTED, **more: Any) -> Proceeding:
    """A visit, entered on its day."""
    fields = given(party, day, **more)
    return open_proceeding(
        "inspection_visit",
        by=city.actor(by, day),
        on=day,
        now=at(day),
        title=fields["subject"],
        fields=fields,
        reason=reason,
    )


def act(city: Any, matter: Proceeding, name: str, by: str, day: date = DAY, reason: str = "", **fields: Any) -> None:
    """One act."""
    matter.refresh_from_db()
    perform(
        matter, name, by=city.actor(by, day), on=day, now=at(day), fields=fields, reason=reason, expected_seq=matter.seq
    )
    matter.refresh_from_db()


def arrived(city: Any, matter: Proceeding, day: date = DAY) -> Proceeding:
    """Both officers have declared and stand on the site."""
    for officer in ("handler", "second-officer"):
        act(city, matter, "declare", officer, day, interest="none")
    act(city, matter, "arrive", "handler", day, arrived_at=f"{day} 09:10", shown="1")
    return matter


def photo(number: int = 0) -> bytes:
    """A small JPEG unlike any other."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (number % 256, number // 256, 90)).save(out, "JPEG")
    return out.getvalue() + number.to_bytes(4, "big")


@dataclass
class Phone:
    """One officer's phone at one visit."""

    visit: str
    chain: str = "chain-of-one-phone-0001"
    sealed: list[tuple[Capture, bytes]] = field(default_factory=list)

    def capture(self, kind: str, content: bytes, **more: Any) -> Capture:
        """Seal the bytes as the next item of the chain."""
        n = len(self.sealed) + 1
        told = {
            "visit": self.visit,
            "chain": self.chain,
            "n": n,
            "client": f"{self.chain[-8:]}-item-{n:06d}",
            "kind": kind,
            "at": f"{datetime(2026, 10, 12, 1, 0) + timedelta(seconds=n):%Y-%m-%dT%H:%M:%S}.000Z",
            "lat": "25.012345",
            "lon": "102.712345",
            "accuracy": "8",
            "media_type": {"photo": "image/jpeg", "signature": "image/png", "video": "video/mp4"}.get(
                kind, "application/json"
            ),
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
            "about": "",
            "previous": self.sealed[-1][0].seal if self.sealed else FIRST,
        } | more
        item = Capture(**told, seal="")
        item = replace(item, seal=item.sealed_again())
        self.sealed.append((item, content))
        return item

    def photographed(self, times: int) -> Phone:
        for number in range(times):
            self.capture("photo", photo(number))
        return self


def visit_of(matter: Proceeding) -> Visit:
    return Visit.objects.select_related("proceeding").get(proceeding=matter)


def announced(phone: Phone, matter: Proceeding, **more: Any) -> list[Any]:
    """What the server answers to the whole chain."""
    items = [item for item, _ in phone.sealed]
    told = {"mark": Declaration.INTERNAL, "by_post": "handler", "now": at(DAY, 15)} | more
    return announce(visit_of(matter), items, **told)


def send(phone: Phone, matter: Proceeding, stop_after: int | None = None) -> int:
    """Send what is wanted, as the phone does; broken off after so many pieces. Gives how many pieces went."""
    sent = 0
    contents = {item.client: content for item, content in phone.sealed}
    for answer in announced(phone, matter):
        if answer.state != "wanted":
            continue
        row = FieldEvidence.objects.get(client=answer.client)
        content = contents[answer.client]
        for place in range(pieces_of(row.size)):
            if place in answer.have:
                continue
            if sent == stop_after:
                return sent
            take_piece(row, place, content[place * CHUNK : (place + 1) * CHUNK], now=at(DAY, 15))
            sent += 1
    return sent
