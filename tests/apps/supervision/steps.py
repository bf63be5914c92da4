"""Steps of the ladder as offices take them: drafted, issued, answered, verified, lifted, each act by the right post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from tests.days import at
from tests.small_city import STARTED, SmallCity

MONDAY = date(2026, 6, 1)
DRAFT = {
    "subject": "窑湾砖厂整改迟缓",
    "power": "issued_here",
    "area": "wangxi",
    "addressee": "wangxi-government",
    "trigger": "overdue",
    "reason": "整改节点逾期十五天。",
    "demands": "三十日内完成并报告。",
}
UPWARD = {"power": "proposed_upward", "higher": "province-office"}
RECEIVED = {"power": "received_from_above", "higher": "province-office", "higher_number": "云督〔2026〕7号"}
PASSED = {"result": "passed", "where": "窑湾路1号", "findings": "已完成。"}


#: acts that need another person than the drafter
ISSUED = ("approve", "send_up")


def head_above(city: SmallCity, post: str) -> str:
    """The head of that post's organ: somebody else, who issues what the post drafted."""
    code = f"{post}-head"
    if code not in city.posts:
        roles = ["organ_head", "chief"]
        titles = {"title_zh": "主任", "title_en": "Head"}
        city.posts[code] = Post.objects.create(code=code, organ=city.posts[post].organ, roles=roles, **titles)
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh="主任甲", name_en="Head A")
        Tenure.objects.create(person=city.people[code], post=city.posts[code], starts=STARTED)
    return code


@dataclass
class Step:
    """One step on its way; ``day`` is the day of the next act."""

    city: SmallCity
    matter: Proceeding
    day: date

    def do(self, act: str, post: str = "inspector", **fields: Any) -> Step:
        self.matter.refresh_from_db()
        issuing = act in ISSUED and post in ("inspector", "province-inspector")
        by = self.city.actor(head_above(self.city, post) if issuing else post, self.day)
        perform(self.matter, act, by=by, on=self.day, now=at(self.day), fields=fields, expected_seq=self.matter.seq)
        self.matter.refresh_from_db()
        return self

    def on(self, day: date) -> Step:
        self.day = day
        return self

    @property
    def state(self) -> str:
        return self.matter.state

    def due(self, key: str) -> date:
        return date.fromisoformat(projection_of(self.matter).clocks[key].due)

    def status(self, key: str) -> str:
        return projection_of(self.matter).clocks[key].status


def drafted(
    city: SmallCity,
    step: str,
    day: date = MONDAY,
    post: str = "inspector",
    proposal: int | None = None,
    **fields: Any,
) -> Step:
    values = {**DRAFT, **fields}
    by = city.actor(post, day)
    extra = {"proposal": proposal} if proposal else None
    matter = open_proceeding(step, by=by, on=day, now=at(day), title=values["subject"], fields=values, extra=extra)
    return Step(city, matter, day)
