"""Complaints (投诉举报): place, kind and hour of a petition, from the rows the figures are counted from.

Of the report only the working copy is looked at, for smoke, odour and dust, and no word of it is kept. Accusations and
reports merged into another are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.petition_figures.counting import kinds_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.targeting.registry import KINDS, EventSource, Told
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: the hour of a report of which only the day is known
NOON = 12
WORDS = {
    "air": Text("大气投诉", "complaint about air"),
    "noise": Text("噪声投诉", "complaint about noise"),
    "water": Text("水污染投诉", "complaint about water"),
    "solid_waste": Text("固废投诉", "complaint about waste"),
    "ecology": Text("生态投诉", "complaint about nature"),
    "radiation": Text("辐射投诉", "complaint about radiation"),
    "odour": KINDS["odour"],
    "smoke": KINDS["smoke"],
    "dust": KINDS["dust"],
}
#: what is in the air, by the covered words of the report; the first found
IN_THE_AIR = (
    ("smoke", re.compile("烟|焚烧|烧")),
    ("odour", re.compile("味|臭|熏|呛")),
    ("dust", re.compile("尘|粉|灰")),
)
#: another unit looked and found it so; not looked at yet is merely reported
LOOKED_AT = frozenset({"put_right", "partly", "not_put_right"})
COLUMNS = (
    *("proceeding_id", "proceeding__number", "received_on", "received_hour", "area__code", "kinds", "recurred"),
    *("verified", "proceeding__party", "proceeding__petition__longitude", "proceeding__petition__latitude"),
    "proceeding__petition__working_copy__text",
)


def read(since: datetime, until: datetime) -> Iterator[Told]:
    """One event a petition, by its day of receipt and, where it is known, the hour."""
    first, last = since.astimezone(SHANGHAI).date(), until.astimezone(SHANGHAI).date()
    rows = CountedPetition.objects.filter(received_on__gte=first, received_on__lte=last, restricted=False, merged=False)
    for row in rows.values_list(*COLUMNS).iterator(5000):
        told = _told(*row)
        if since <= told.began < until:
            yield told


def _told(
    pk: int,
    number: str,
    day: date,
    hour: int | None,
    area: str | None,
    mask: int,
    recurred: bool,
    verified: str,
    party: str,
    east: Any,
    north: Any,
    words: str | None,
) -> Told:
    detail = next(iter(kinds_of(mask)), "")
    if detail == "air":
        detail = next((kind for kind, sign in IN_THE_AIR if sign.search(words or "")), "air")
    return Told(
        key=str(pk),
        began=datetime.combine(day, time.min, SHANGHAI) + timedelta(hours=NOON if hour is None else hour),
        kind=detail if detail in ("odour", "smoke", "dust", "noise") else "complaint",
        detail=detail,
        strength=2 if recurred else 1,
        certainty="confirmed" if verified in LOOKED_AT else "reported",
        area=area or "",
        longitude=None if east is None else float(east),
        latitude=None if north is None else float(north),
        party=party or "",
        matter=number,
    )


def words_of(detail: str) -> Text:
    """What the complaint is about."""
    return WORDS.get(detail, KINDS["complaint"])


SOURCE = EventSource("complaint", Text("投诉举报", "Complaints"), read, words_of)
