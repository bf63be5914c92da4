"""A problem list of the small city, driven through its acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qingtian.apps.problem_lists.models import ProblemList
from qingtian.apps.problem_lists.writing import items_of, text_of
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.secrecy import Declaration
from tests.conftest import at

FEBRUARY = date(2026, 2, 2)
DEADLINE = "2026-11-30"


@dataclass
class Listing:
    """One list on its way; ``day`` is the day of the next act."""

    city: Any
    matter: Any
    day: date = FEBRUARY

    @property
    def held(self) -> ProblemList:
        return ProblemList.objects.get(proceeding=self.matter)

    @property
    def state(self) -> str:
        self.matter.refresh_from_db()
        return self.matter.state

    @property
    def text(self) -> str:
        return text_of(items_of(self.held))

    def do(self, act: str, by: str = "inspector", **fields: Any):
        self.matter.refresh_from_db()
        actor = self.city.actor(by, self.day)
        return perform(
            self.matter, act, by=actor, on=self.day, now=at(self.day), fields=fields, expected_seq=self.matter.seq
        )

    def take(self, subject: str = "溪口河黑臭", **more: Any):
        fields = {"subject": subject, "source_kind": "grid", "source_words": "溪口网格三号", "source_level": "city"}
        self.do("take_item", **{**fields, "unit": "wangxi-town", "deadline": DEADLINE, **more})
        return self.held.items.order_by("-number").first()

    def submitted(self) -> Listing:
        self.do("submit_list", list_text=self.text)
        return self

    def confirmed(self) -> Listing:
        self.submitted()
        self.do("confirm", by="secretary", list_text=self.text)
        self.do("confirm_second", by="mayor", list_text=self.text)
        return self

    def assigned(self) -> Listing:
        for item in items_of(self.held):
            if item.stands and item.case_id is None:
                self.do("assign_item", number=item.number)
        self.do("finish_assigning")
        return self

    def published(self) -> Listing:
        self.confirmed().assigned().do("publish_list")
        return self

    def minutes(self) -> list[int]:
        stored = store_file(
            b"m", name="m.pdf", media_type="application/pdf", now=at(self.day), declared=Declaration.INTERNAL
        )
        return [stored.pk]


def drafted(city, year: int = 2026, day: date = FEBRUARY, area: str = "wangxi", by: str = "inspector") -> Listing:
    """A fresh draft of Wangxi's list."""
    fields = {
        "subject": f"望溪区{year}年度问题清单",
        "year": year,
        "begins": f"{year}-01-01",
        "area": area,
        "county": "wangxi-government",
        "office": "office",
    }
    matter = open_proceeding(
        "problem_list", by=city.actor(by, day), on=day, now=at(day), title=fields["subject"], fields=fields
    )
    return Listing(city, matter, day)


def next_year(listing: Listing) -> Listing:
    """The draft of the year after, in its February."""
    held = listing.held
    return drafted(listing.city, held.year + 1, FEBRUARY.replace(year=held.year + 1) + timedelta(days=1))
