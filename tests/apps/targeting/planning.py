"""A plan of visits of the small city on its way: units with places and events, a ranking, a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.choosing import Choosing
from qingtian.apps.targeting.models import TargetEvent
from tests.apps.inspections.field import unit
from tests.conftest import at

DAY = date(2026, 10, 12)


def units(count: int = 8) -> list[str]:
    """Numbers of units in a row along a street, all in wangxi."""
    numbers = [unit(f"第{n}加工厂") for n in range(1, count + 1)]
    for n, number in enumerate(numbers):
        Party.objects.filter(number=number).update(longitude=102.70 + n / 50, latitude=25.0)
    return numbers


def event(party: str = "", days: int = 3, day: date = DAY, **more: Any) -> TargetEvent:
    """One event of a unit so many days before."""
    began: datetime = at(day) - timedelta(days=days)
    told: dict[str, Any] = {
        "source": "complaint",
        "key": f"{party}-{days}-{TargetEvent.objects.count()}",
        "began": began,
        "area": Area.objects.get(code="wangxi"),
        "party": party,
        "kind": "smoke",
        "detail": "smoke",
        "strength": 2,
        "certainty": "confirmed",
    }
    return TargetEvent.objects.create(**told | more)


def ranked(count: int = 8) -> list[str]:
    """Units with a ranking in which the first has most that points at it, the last nothing."""
    numbers = units(count)
    for n, number in enumerate(numbers):
        for each in range(count - 1 - n):
            event(number, days=2 + each)
    rank_units(at(DAY))
    return numbers


def proposed(city: Any, by: str = "handler", day: date = DAY, **more: Any) -> Proceeding:
    """A plan of four visits of the branch."""
    fields = {
        "subject": "秋季靶向检查",
        "office": "branch",
        "area": "wangxi",
        "starts_on": str(day),
        "ends_on": str(day + timedelta(days=30)),
        "visits": "4",
    }
    return open_proceeding(
        "visit_plan", by=city.actor(by, day), on=day, now=at(day), title=fields["subject"], fields=fields | more
    )


def act(city: Any, matter: Proceeding, name: str, by: str, day: date = DAY, **fields: Any) -> None:
    """One act."""
    matter.refresh_from_db()
    perform(matter, name, by=city.actor(by, day), on=day, now=at(day), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()


def drawn_up(city: Any, **more: Any) -> Proceeding:
    """With the list as it is offered."""
    matter = proposed(city, **more)
    act(city, matter, "draw_up", "handler", **Choosing(matter, DAY).offered())
    return matter


def approved(city: Any, **more: Any) -> Proceeding:
    """And approved by the head."""
    matter = drawn_up(city, **more)
    act(city, matter, "approve", "branch-head")
    return matter
