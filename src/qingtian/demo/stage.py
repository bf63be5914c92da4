"""The stage the lives play on: the day, the officers in office, the calendar, and the acts performed so far."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.people.models import Post, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENS, SHUTS = time(8, 40), time(17, 20)
REPORTER = Actor(kind="reporter")
GATEWAY = Actor(kind="gateway")
SYSTEM = Actor(kind="system")

#: a life: it yields the moment of its next act and is resumed when that moment has come
Life = Iterator[datetime]


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day in the city's own time."""
    return datetime.combine(day, time(hour, minute), tzinfo=SHANGHAI)


@dataclass
class Stage:
    """``today`` begins and nothing of it has happened yet: every act lies on a day before."""

    today: date
    seed: int
    progress: Callable[[int], None] = lambda acts: None
    acts: int = 0
    cases: dict[str, Proceeding] = field(default_factory=dict)
    petitions: dict[str, Proceeding] = field(default_factory=dict)
    publications: dict[str, Proceeding] = field(default_factory=dict)
    penalties: dict[str, Proceeding] = field(default_factory=dict)
    _queue: list[tuple[datetime, int, Life]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _actors: dict[tuple[str, int], Actor] = field(default_factory=dict)
    _starts: list[date] = field(default_factory=list)

    def rng(self, name: str) -> Random:
        """A generator of its own for every life: what one draws never moves another. For drawing, not for secrets."""
        return Random(f"{self.seed}/{name}")  # noqa: S311

    def day(self, before: int) -> date:
        """The day so many days before the day of loading."""
        return self.today - timedelta(days=before)

    def begin(self, life: Life) -> None:
        """Put a life in the queue at its first moment."""
        first = next(life, None)
        if first is not None:
            heapq.heappush(self._queue, (first, next(self._order), life))

    def run(self) -> None:
        """Let time pass until the day of loading begins; every act happens in the order of its moment."""
        until = moment(self.today, 0)
        while self._queue and self._queue[0][0] < until:
            _, _, life = heapq.heappop(self._queue)
            self.begin(life)

    def actor(self, post: str, on: date) -> Actor:
        """Whoever held the post on that day, acting from it."""
        # who is who changes only on the days somebody takes office: one look-up serves all days between two of them
        key = (post, bisect_right(self._changes(), on))
        if key not in self._actors:
            row = Post.objects.select_related("organ__parent", "organ__area", "liaison_for__organ").get(code=post)
            tenure = Tenure.objects.on(on).filter(post=row).select_related("person").latest("starts")
            self._actors[key] = actor_at(tenure.person, row, on)
        return self._actors[key]

    def _changes(self) -> list[date]:
        if not self._starts:
            self._starts = sorted(set(Tenure.objects.values_list("starts", flat=True)))
        return self._starts

    def act(
        self, matter: Proceeding, act: str, by: str | Actor, at: datetime, /, *, reason: str = "", **fields: Any
    ) -> None:
        """Perform one act at that moment; ``by`` is a post or an actor."""
        on = at.date()
        actor = self.actor(by, on) if isinstance(by, str) else by
        matter.refresh_from_db(fields=["seq"])  # a clerk may have noted an entry elsewhere in between
        perform(matter, act, by=actor, on=on, now=at, fields=fields, reason=reason, expected_seq=matter.seq)
        matter.refresh_from_db()
        self.counted()

    def step(
        self, matter: Proceeding, rng: Random, after: datetime, days: int, act: str, by: str, **fields: Any
    ) -> Generator[datetime, None, datetime]:
        """One act at an office's moment so many days after another; gives that moment."""
        at = office_moment(rng, after, days)
        yield at
        self.act(matter, act, by, at, **fields)
        return at

    def counted(self) -> None:
        """One more act is on record."""
        self.acts += 1
        self.progress(self.acts)


def office_moment(rng: Random, after: datetime, days: int) -> datetime:
    """A moment in office hours so many days later, moved on to a working day; always after ``after``."""
    working = calendar()
    if days == 0:
        soon = after + timedelta(minutes=rng.randrange(20, 150))
        if OPENS <= soon.time() <= SHUTS and soon.date() == after.date() and working.is_working(soon.date()):
            return soon
        days = 0 if after.time() < OPENS else 1
    day = after.date() + timedelta(days=days)
    while not working.is_working(day):
        day += timedelta(days=1)
    return moment(day, 8, 45) + timedelta(minutes=rng.randrange(0, 510))


def any_moment(rng: Random, after: datetime, days: int) -> datetime:
    """A moment somebody at home might choose; always after ``after``."""
    later = after + timedelta(days=days)
    chosen = moment(later.date(), rng.randrange(7, 23), rng.randrange(60))
    return max(chosen, after + timedelta(minutes=rng.randrange(5, 90)))
