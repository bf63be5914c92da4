"""A notice about a stack on its way, each act by the right post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.monitors.models import Outlet
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.monitors.outlets import DAY
from tests.days import at
from tests.small_city import SmallCity

ISSUED = DAY.date() + timedelta(days=1)
HOURS = {"from_hour": "2026-05-05 02:00", "to_hour": "2026-05-05 06:00"}
FIELDS: dict[str, dict[str, Any]] = {
    "serve": {"receipt": "当面送达，签收。"},
    "enter_answer": {"received_on": str(ISSUED), "cause": "treatment", "words": "脱硫泵故障。"},
    "note_silence": {},
    "judge": {"verdict": "stands", "ground": "exceeds", "findings": "四个小时折算值超过限值。"},
    "withdraw": {"why": "发错了。"},
}


def issue(city: SmallCity, outlet: Outlet, /, post: str = "handler", on: date = ISSUED, **other: Any) -> Proceeding:
    told = {
        "subject": "1 号锅炉烟囱二氧化硫超标",
        "party": outlet.party.number,
        "area": outlet.area.code,
        "outlet": outlet.number,
        "anomaly": "exceedance",
        "factor": "a21026",
        "figures": "02:00 40 mg/m³",
        "demands": "说明原因。",
        **HOURS,
        **other,
    }
    actor = city.actor(post, on)
    return open_proceeding("monitor_notice", by=actor, on=on, now=at(on), title=told["subject"], fields=told)


def step(
    city: SmallCity, matter: Proceeding, act: str, /, post: str = "handler", on: date = ISSUED, **given: Any
) -> None:
    """One act; the matter is renewed."""
    matter.refresh_from_db()
    fields = FIELDS.get(act, {}) | given
    perform(matter, act, by=city.actor(post, on), on=on, now=at(on), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()
