"""A public consultation as offices hold it, through the acts people use."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from tests.days import TODAY, at
from tests.publishing import published
from tests.small_city import SmallCity

OPENED, LAST = date(2026, 11, 2), date(2026, 12, 2)


def drafted(city: SmallCity, on: date = OPENED, **fields: Any) -> Proceeding:
    """A draft by the petition section."""
    values = {"subject": "窑湾片区整治方案"} | fields
    by = city.actor("petition-officer", on)
    return open_proceeding("consultation", by=by, on=on, now=at(on), title=values["subject"], fields=values)


def do(city: SmallCity, matter: Proceeding, act: str, on: date, reason: str = "", **fields: Any) -> Proceeding:
    """One act by the head of the petition section."""
    matter.refresh_from_db()
    by = city.actor("petition-officer", on)
    perform(matter, act, by=by, on=on, now=at(on), fields=fields, reason=reason, expected_seq=matter.seq)
    matter.refresh_from_db()
    return matter


def announced(city: SmallCity, on: date = OPENED, last: date = LAST, **fields: Any) -> Proceeding:
    """Open for comments, with its notice on the public pages."""
    notice = published(city, on, subject="窑湾片区整治方案征求意见公告", text="方案要点如下，请大家提意见。")
    said = {"kind": "major_decision", "notice": notice.number, "closes_on": str(last)} | fields
    return do(city, drafted(city, on), "announce", on, **said)


__all__ = ["LAST", "OPENED", "TODAY", "announced", "do", "drafted"]
