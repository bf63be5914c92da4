"""One item of oversight on its way in the small city: the city government, its bureau, its congress."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.verification import verify_proceeding
from tests.days import at
from tests.small_city import SmallCity

OPENED = date(2026, 11, 2)
MEETING = date(2026, 12, 25)
COMMON = {
    "subject": "大气污染防治工作",
    "year": "2026",
    "area": "city",
    "congress": "congress",
    "government": "city-government",
    "department": "office",
    "duty": "none:清单没有写这一项",
}
MORE: dict[str, dict[str, Any]] = {
    "annual_report": {"hear_by": "2026-12-31"},
    "special_work_report": {"meeting_on": MEETING.isoformat(), "topic_source": "public"},
    "enforcement_inspection": {"law_inspected": "大气污染防治法"},
    "special_inquiry": {"meeting_on": MEETING.isoformat()},
    "interpellation": {"signers": "5", "question": "为什么没有完成。", "answer_by": "2026-11-30"},
    "visit": {"meeting_on": MEETING.isoformat()},
}


class Walk:
    """``do`` performs an act on ``day``, its legal and recording day, as the inspector of the department."""

    def __init__(self, city: SmallCity, kind: str, day: date = OPENED, by: str = "inspector", **more: Any) -> None:
        self.city, self.day = city, day
        fields = {**COMMON, **MORE[kind], **more}
        self.matter = open_proceeding(
            kind, by=city.actor(by, day), on=day, now=at(day), title=str(fields["subject"]), fields=fields
        )

    @property
    def clocks(self) -> dict[str, tuple[date, str]]:
        found = projection_of(self.matter).clocks
        return {key: (date.fromisoformat(clock.due), clock.status) for key, clock in found.items()}

    @property
    def state(self) -> str:
        return self.matter.state

    def on(self, day: date) -> Walk:
        self.day = day
        return self

    def later(self, days: int = 1) -> Walk:
        return self.on(self.day + timedelta(days=days))

    def do(self, act: str, by: str = "inspector", **fields: Any) -> Walk:
        self.matter.refresh_from_db()
        perform(
            self.matter, act, by=self.city.actor(by, self.day), on=self.day, now=at(self.day), fields=fields,
            expected_seq=self.matter.seq,
        )  # fmt: skip
        self.matter.refresh_from_db()
        return self

    def holds(self) -> Walk:
        assert list(verify_proceeding(self.matter)) == []
        return self
