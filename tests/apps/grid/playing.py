"""A grid over the small city: a town of four leaves, two members, a source; events and hazards moved by a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.grid.actions.assign import assign
from qingtian.apps.grid.actions.place_objects import place_objects
from qingtian.apps.grid.models import GridAssignment
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.places.models import GridCell, Source
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from tests.days import TODAY, at
from tests.grid.squares import at as degrees
from tests.grid.squares import four

#: since when members are on their cells
SINCE = date(2026, 1, 1)
MEMBER = GridAssignment.Duty.MEMBER


@dataclass
class Grid:
    """The city with its grid. ``now`` is moved by ``later``."""

    city: Any
    now: datetime = field(default_factory=lambda: at(TODAY, 9))
    cells: dict[str, GridCell] = field(default_factory=dict)

    def later(self, hours: float = 1) -> datetime:
        self.now += timedelta(hours=hours)
        return self.now

    def actor(self, post: str) -> Any:
        return self.city.actor(post, self.now.date())

    def find(self, by: str = "member", **changed: Any) -> Proceeding:
        """An event found in leaf t-1."""
        fields = {
            "subject": "露天烧垃圾",
            "what": "田边烧垃圾，有黑烟。",
            "cell": "t-1",
            "area": "wangxi",
            "kind": "burning",
            "found_at": self.now.strftime("%Y-%m-%d %H:%M"),
            **changed,
        }
        return self.open("grid_event", by, fields)

    def register(self, by: str = "handler", **changed: Any) -> Proceeding:
        """A hazard at the works in t-2."""
        fields = {
            "subject": "危废间没有标签",
            "object": "works",
            "area": "wangxi",
            "kind": "hazardous_waste",
            "found_by": "visit",
            "found_on": self.now.date().isoformat(),
            "what": "桶上没有标签。",
            **changed,
        }
        return self.open("hidden_hazard", by, fields)

    def open(self, procedure: str, by: str, fields: dict[str, Any]) -> Proceeding:
        return open_proceeding(
            procedure, by=self.actor(by), on=self.now.date(), now=self.now, title=fields["subject"], fields=fields
        )

    def do(self, matter: Proceeding, act: str, by: str | Any, **fields: Any) -> Proceeding:
        actor = self.actor(by) if isinstance(by, str) else by
        matter.refresh_from_db()
        perform(matter, act, by=actor, on=self.now.date(), now=self.now, fields=fields, expected_seq=matter.seq)
        matter.refresh_from_db()
        return matter

    def reported(self, severity: str = "ordinary", **changed: Any) -> Proceeding:
        matter = self.find(**changed)
        self.do(matter, "dissuade", "member", dissuasion="went_on")
        return self.do(matter, "report", "member", severity=severity)

    def assigned(self, **changed: Any) -> Proceeding:
        matter = self.reported(**changed)
        self.do(matter, "verify", "town", result="real", seen="属实")
        return self.do(matter, "assign", "town", handler="branch", demands="去处置")


def grid(city: Any) -> Grid:
    """Everything, with the first member on t-1 to t-3 and the second on t-4."""
    made = Grid(city)
    for code in ("member", "member-2"):
        post = Post.objects.create(
            code=code,
            organ=city.organs["wangxi-town"],
            title_zh="网格员",
            title_en="Member",
            roles=["grid_member"],
        )
        person = Person.objects.create(code=f"p-{code}", name_zh=f"网格员{code}", name_en=code)
        Tenure.objects.create(person=person, post=post, starts=SINCE)
        city.posts[code], city.people[code] = post, person
    for cell in four():
        made.cells[cell.code] = GridCell.objects.create(
            code=cell.code,
            name_zh=f"溪口{cell.code}",
            name_en=f"Xikou {cell.code}",
            level=2 if cell.parent else 1,
            area=city.areas["wangxi"],
            parent=made.cells.get(cell.parent),
            boundary=cell.outline,
        )
    for number in range(1, 5):
        post = city.posts["member" if number < 4 else "member-2"]
        assign(made.cells[f"t-{number}"], MEMBER, post, starts=SINCE, by="town", now=at(SINCE))
    x, y = degrees(1.5, 0.5)
    Source.objects.create(
        code="works", name_zh="机修厂", name_en="Works", kind="industry", area=city.areas["wangxi"],
        longitude=f"{x:.6f}", latitude=f"{y:.6f}",
    )  # fmt: skip
    place_objects(TODAY, at(TODAY))
    return made
