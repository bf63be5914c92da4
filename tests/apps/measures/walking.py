"""Measures as offices take them: a penalty case with the facts it gives, and each act by the right post on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qingtian.apps.measures.offering import DECISIONS
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from tests.days import at
from tests.small_city import SmallCity

DAY = timedelta(days=1)
#: acts of the head of the branch; every other act is its officer's
HEADS = frozenset({"approve", "approve_afterwards", "reject", "decide", "extend", "release", "answer_release", "waive"})
HEADS |= {"settle_unclaimed", "withdraw", "send_up", "apply", "account"}


def party(city: SmallCity, number: str = "DSR-000001") -> Party:
    """A unit of the area."""
    values = {
        "kind": "unit",
        "name": f"河西喷涂厂{number[-1]}",
        "area": city.areas["wangxi"],
        "entered_on": date(2025, 1, 1),
    }
    return Party.objects.get_or_create(number=number, defaults=values)[0]


def penalty_case(city: SmallCity, number: str = "CF-2026-000001", **facts: Any) -> Proceeding:
    """A penalty case as its chapter leaves it: the facts of the contract (0066), decided and served unless told."""
    told = {
        "party": party(city).reference(),
        "area": city.areas["wangxi"].reference(),
        "fine": "100000.00",
        "act_on": "2026-02-20",
        "decided_on": "2026-04-20",
        "served_on": "2026-04-21",
        "outcome": "penalised",
    }
    told = {name: value for name, value in (told | facts).items() if value is not None}
    state = told.pop("state", "served" if "served_on" in told else "investigating")
    return Proceeding.objects.create(
        number=number,
        procedure="penalty_case",
        edition="2023-07-01",
        state=state,
        title="河西喷涂厂超标排放",
        projection={"state": state, "facts": told},
    )


@dataclass
class Walk:
    """One measure on its way; ``day`` is the day of the next act."""

    city: SmallCity
    matter: Proceeding
    day: date

    def do(self, act: str, post: str = "", reason: str = "", **fields: Any) -> Walk:
        self.matter.refresh_from_db()
        if act in DECISIONS and "remedy" in (written := self.offered(act)):
            fields = {"remedy": written["remedy"], **fields}
        by = self.city.actor(post or ("branch-head" if act in HEADS else "handler"), self.day)
        perform(
            self.matter,
            act,
            by=by,
            on=self.day,
            now=at(self.day),
            fields=fields,
            reason=reason,
            expected_seq=self.matter.seq,
        )
        self.matter.refresh_from_db()
        return self

    def offered(self, act: str) -> dict[str, Any]:
        self.matter.refresh_from_db()
        return dict(offered(self.matter, act))

    def on(self, day: date | str) -> Walk:
        self.day = date.fromisoformat(day) if isinstance(day, str) else day
        return self

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def facts(self) -> Any:
        return projection_of(self.matter).facts

    def due(self, key: str) -> date:
        return date.fromisoformat(projection_of(self.matter).clocks[key].due)

    def status(self, key: str) -> str:
        return projection_of(self.matter).clocks[key].status


def opened(city: SmallCity, procedure: str, day: date | str, **fields: Any) -> Walk:
    """The measure opened by the branch's officer."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    matter = open_proceeding(
        procedure, by=city.actor("handler", on), on=on, now=at(on), title=fields["subject"], fields=fields
    )
    return Walk(city, matter, on)
