"""A finding on its way, each act by the right post; the named officer the small city lacks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.integrity.actions.raise_findings import raise_findings
from qingtian.apps.integrity.seen import SHANGHAI, Seen
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.integrity.kinds import FREEZE
from qingtian.language import Text
from tests.days import at
from tests.small_city import STARTED, SmallCity

#: a Tuesday
ON = date(2026, 5, 5)
BEGINS = datetime(2026, 5, 1, 3, tzinfo=SHANGHAI)
FIELDS: dict[str, dict[str, Any]] = {
    "look": {"ways": ["records", "asked"], "findings": "调取了运维记录。"},
    "judge": {"verdict": "stands", "reason": "altered", "grounds": "数采仪日志与仪器原始数据不一致。"},
    "send_upward": {"letter": "云环监〔2026〕7号", "sent_on": str(ON), "sent_to": "省生态环境厅"},
}


def name_officer(city: SmallCity, organ: str = "branch", code: str = "data-officer") -> None:
    """A named officer of that organ."""
    roles = ["integrity_officer", "penalty_officer"]
    post = Post.objects.create(
        code=code, organ=city.organs[organ], title_zh="数据核查员", title_en="Data Officer", roles=roles
    )
    person = Person.objects.create(code=f"p-{code}", name_zh="核查员甲", name_en="Officer A")
    Tenure.objects.create(person=person, post=post, starts=STARTED)
    city.posts[code], city.people[code] = post, person


def seen(place: str = "S1", kind: str = "city_station", hours: int = 24, begins: datetime = BEGINS) -> Seen:
    return Seen(
        place_kind=kind,
        place=place,
        name="望溪站",
        area="wangxi",
        pattern=FREEZE,
        begins_at=begins,
        ends_at=begins + timedelta(hours=hours),
        strength=0.97,
        sentence=Text("连续 24 小时报同一个值 61。", "24 hours report the one value 61."),
        doubt=Text("仪器故障也会这样。", "A fault looks the same."),
        numbers={"hours": 24.0},
        hours=(("2026-05-01T03:00", 61.0, 80.5), ("2026-05-01T04:00", None, 82.0)),
    )


def raised(place: str = "S1", kind: str = "city_station") -> Proceeding:
    raise_findings([seen(place, kind)], on=ON, now=at(ON))
    return Proceeding.objects.filter(procedure="integrity_finding").latest("pk")


def step(
    city: SmallCity, matter: Proceeding, act: str, /, post: str = "data-officer", on: date = ON, **given: Any
) -> None:
    """One act; the matter is renewed."""
    matter.refresh_from_db()
    fields = FIELDS.get(act, {}) | given
    perform(matter, act, by=city.actor(post, on), on=on, now=at(on), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()


def stands(city: SmallCity, kind: str = "city_station") -> Proceeding:
    matter = raised(kind=kind)
    step(city, matter, "look")
    step(city, matter, "judge")
    return matter
