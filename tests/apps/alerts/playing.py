"""A source whose values a test writes, one rule over it, and a clock the test moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qingtian.alerts.rule import Rule
from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.alerts import rules
from qingtian.apps.alerts.actions.run import Done, run
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.registry import SOURCES, Source
from qingtian.apps.alerts.sources.hours import SHANGHAI
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.language import Text
from tests.alerts.series import a_rule

HOUR = timedelta(hours=1)
START = datetime(2026, 9, 1, 8, tzinfo=SHANGHAI)
TELL = {"organ": "local", "roles": ["penalty_officer"], "answer_hours": 4, "repeat_hours": 2}
ITEM = Item("PM2_5", Text("PM2.5", "PM2.5"), "µg/m³", 1000)


@dataclass
class Play:
    """``numbers`` are µg/m³ by station and hour from START; a revision is written over them."""

    city: Any
    numbers: dict[str, dict[int, int | None]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    asked: int = 0

    def source(self) -> Source:
        places = {"north": ("wangxi", 102.70), "south": ("wangxi", 102.71), "east": ("shiwan", 102.95)}
        subjects = [
            Subject(code, Text(f"{code}站", f"{code} station"), area=area, longitude=x, latitude=25.0)
            for code, (area, x) in places.items()
        ]
        return Source("air", lambda: [ITEM], lambda item: subjects, self._series, lambda now: now)

    def _series(self, item: str, codes: Any, since: datetime, until: datetime) -> Mapping[str, list[Value]]:
        self.asked += 1
        found: dict[str, list[Value]] = {code: [] for code in codes}
        for code, hours in self.numbers.items():
            for hour, number in hours.items():
                start = START + hour * HOUR
                if code in found and since <= start < until:
                    found[code].append(Value(start, None if number is None else number * 1000))
        return found

    def given(self, station: str, *numbers: int | None, first: int = 0) -> None:
        self.numbers.setdefault(station, {}).update(enumerate(numbers, first))

    def run(self, hour: float) -> Done:
        return run(START + hour * HOUR)

    def do(self, act: str, post: str, hour: float, **fields: Any) -> None:
        matter = self.the_matter()
        now = START + hour * HOUR
        actor = self.city.actor(post, now.date())
        perform(matter, act, by=actor, on=now.date(), now=now, fields=fields, expected_seq=matter.seq)

    def the_matter(self) -> Any:
        (row,) = AlertEpisode.objects.exclude(proceeding=None).select_related("proceeding")
        return row.proceeding

    def states(self) -> list[str]:
        rows = AlertEpisode.objects.exclude(proceeding=None).order_by("pk")
        return list(rows.values_list("proceeding__state", flat=True))


def play(city: Any, monkeypatch: Any, *chosen: Rule) -> Play:
    made = Play(city, rules=list(chosen) or [rule()])
    monkeypatch.setattr(rules, "declared_rules", lambda: tuple(made.rules))
    monkeypatch.setitem(SOURCES, "air", made.source())
    return made


def rule(**changes: Any) -> Rule:
    content: dict[str, Any] = {"unit": "µg/m³", "telling": TELL, "grouping": {"by": "area"}, "for_periods": 2}
    return a_rule(**{**content, **changes})
