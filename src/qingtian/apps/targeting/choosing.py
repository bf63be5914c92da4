"""Choose the units of a plan (选单位): the first of the ranking that may be visited, and a random share nobody picks.

The seed is the hash of the plan's opening act: nobody knew it before, anybody can repeat the draw from it. Units are
taken in the order of SHA-256 of seed and number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from qingtian.apps.inspections.caps import lines_of
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.places.within import within
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.models import PlannedVisit, RankedObject, Ranking
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.guards.visit_plans import random_wanted

RANDOM_SHARE = "targeting.random_share"
NOT_A_UNIT = Text("没有这个单位", "no such unit")
ELSEWHERE = Text("不在计划的区域", "not in the area of the plan")
CAP_USED = Text("今年的频次已经用完（{n} 次）", "its visits of the year are used up ({n})")
IN_ANOTHER = Text("在另一份没有完成的计划里（{number}）", "stands in another plan not closed yet ({number})")


def random_share(on: date) -> int:
    """Per cent of the visits of a plan that are random, at least."""
    return int(load_law().figure(RANDOM_SHARE, on=on).value)


def seed_of(plan: Proceeding) -> str:
    """The hash of its opening act; empty before it is opened."""
    return Act.objects.filter(proceeding=plan, seq=1).values_list("hash", flat=True).first() or ""


def drawn_from(pool: Sequence[str], seed: str, count: int, without: Sequence[str] = ()) -> list[str]:
    """The first ``count`` of the pool by SHA-256 of seed and number.

    >>> drawn_from(["DSR-000001", "DSR-000002", "DSR-000003"], "a", 2, ["DSR-000001"])
    ['DSR-000002', 'DSR-000003']
    """
    left = sorted(set(pool) - set(without), key=lambda number: sha256(f"{seed}/{number}".encode()).hexdigest())
    return left[:count]


def units_of(area: str) -> dict[str, str]:
    """Every unit of an area, and of those within it, by number, with its name."""
    rows = Party.objects.filter(within(area), kind=Party.Kind.UNIT)
    return dict(rows.order_by("number").values_list("number", "name"))


def barred_of(
    units: Mapping[str, str], office: str, year: int, *, besides: Proceeding | None = None
) -> dict[str, Text]:
    """Those of the units the office may not visit in a year, and why: their visits are used up, or they stand in a plan
    (another than ``besides``) not closed yet."""
    level = Organ.objects.filter(code=office).values_list("level", flat=True).first()
    found: dict[str, Text] = {}
    for party, lines in lines_of(units, year).items():
        line = next((one for one in lines if one.level == level), None)
        if line is not None and line.used_up:
            found[party] = CAP_USED.format(n=line.counted)
    others = PlannedVisit.objects.filter(result="", proceeding__ended_on=None)
    if besides is not None:
        others = others.exclude(proceeding=besides)
    for party, number in others.values_list("party", "proceeding__number"):
        if party in units:
            found.setdefault(party, IN_ANOTHER.format(number=number))
    return found


@dataclass
class Choosing:
    """What may stand in one plan, on one day."""

    plan: Proceeding
    on: date
    facts: dict[str, object] = field(init=False)

    def __post_init__(self) -> None:
        self.projection = projection_of(self.plan)
        self.facts = dict(self.projection.facts)

    @cached_property
    def area(self) -> str:
        told = self.facts.get("area")
        return str(told.get("code", "")) if isinstance(told, dict) else ""

    @cached_property
    def units(self) -> dict[str, str]:
        """Every unit of the area by number, with its name."""
        return units_of(self.area)

    @cached_property
    def ranking(self) -> Ranking | None:
        return last_ranking(self.on)

    @cached_property
    def barred_units(self) -> dict[str, Text]:
        """Units of the area that may not be visited in the year of the plan, and why."""
        year = int(str(self.facts.get("starts_on", self.on.isoformat()))[:4])
        return barred_of(self.units, self.projection.organ("office") or "", year, besides=self.plan)

    def barred(self, numbers: Sequence[str]) -> dict[str, Text]:
        """Those of ``numbers`` that may not stand in the plan."""
        found = {one: self.barred_units[one] for one in numbers if one in self.barred_units}
        strange = [one for one in numbers if one not in self.units]
        known = set(Party.objects.filter(number__in=strange, kind=Party.Kind.UNIT).values_list("number", flat=True))
        return found | {one: ELSEWHERE if one in known else NOT_A_UNIT for one in strange}

    @cached_property
    def pool(self) -> list[str]:
        """Units that may be drawn or chosen."""
        return [number for number in self.units if number not in self.barred_units]

    def first(self, count: int) -> list[str]:
        """The first of the ranking that may be visited."""
        if self.ranking is None:
            return []
        rows = RankedObject.objects.filter(within(self.area), ranking=self.ranking)
        may = set(self.pool)
        return [party for party in rows.order_by("place").values_list("party", flat=True) if party in may][:count]

    def drawn(self, targeted: Sequence[str], count: int) -> list[str]:
        """The random share beside these."""
        return drawn_from(self.pool, seed_of(self.plan), count, targeted)

    def offered(self) -> dict[str, str]:
        """A list as the system would draw it up: what the form holds at first."""
        visits = min(int(str(self.facts["visits"])), len(self.pool))
        random = random_wanted(visits, random_share(self.on))
        targeted = self.first(visits - random)
        drawn = self.drawn(targeted, random_wanted(len(targeted) + random, random_share(self.on)))
        return {
            "targeted": self.lines(targeted),
            "random": self.lines(drawn),
            "seed": seed_of(self.plan),
            "ranked_on": self.ranking.on.isoformat() if self.ranking else "",
        }

    def lines(self, numbers: Sequence[str]) -> str:
        """A number a line with its name."""
        return "\n".join(f"{number} {self.units.get(number, '')}".strip() for number in numbers)
