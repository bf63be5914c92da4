"""How often a party may be visited (年度检查频次上限): the cap of a level, what counts, what is exempt and its code.

国办发〔2024〕54号: complaints, transfers, abnormal data, remote clues are not held by the cap. A re-inspection
that the law itself asks for (such as that of the daily penalty) is no visit of choice and does not count either. How
high the cap is, each level publishes itself: dated data, a local default until it is entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.language import Text
from qingtian.law.registry import Law

#: by level of the visiting organ, the figure of the law room that is its cap
CAPS = {
    "provincial": "inspection.visit_cap_provincial",
    "city": "inspection.visit_cap_city",
    "county": "inspection.visit_cap_county",
}
REASONABLE = "inspection.visits_reasonable"
SCAN = "inspection.scan_at_the_gate"

#: which grounds (由头) each type of visit may rest on
GROUNDS: dict[str, tuple[str, ...]] = {
    "daily": ("plan", "random_draw"),
    "special": ("campaign",),
    "case": ("complaint", "transfer", "abnormal_data", "remote_clue", "reinspection"),
}
#: grounds the cap does not hold, with the code under which the visit is kept
EXEMPT: dict[str, str] = {
    "complaint": "EX1",
    "transfer": "EX2",
    "abnormal_data": "EX3",
    "remote_clue": "EX4",
    "reinspection": "EX5",
}
EXEMPT_WORDS: dict[str, Text] = {
    "EX1": Text("投诉举报", "complaint or report"),
    "EX2": Text("转办交办", "transfer or assignment"),
    "EX3": Text("数据异常", "abnormal data"),
    "EX4": Text("非现场监管线索", "remote clue"),
    "EX5": Text("依法复查", "re-inspection the law asks for"),
}


def exemption(ground: str) -> str:
    """The code of the exemption; empty where the visit counts.

    >>> exemption("complaint"), exemption("plan")
    ('EX1', '')
    """
    return EXEMPT.get(ground, "")


def year_of(day: date) -> int:
    """The year a visit counts for: that of its planned day."""
    return day.year


@dataclass(frozen=True, slots=True)
class CapLine:
    """One level's count of a party's year. ``cap`` is None where the level publishes none: then nothing is held."""

    level: str
    cap: int | None
    counted: int
    exempt: int

    @property
    def left(self) -> int | None:
        """Visits that may still be planned; never below zero, however many lie before the cap was set."""
        return None if self.cap is None else max(0, self.cap - self.counted)

    @property
    def used_up(self) -> bool:
        return self.left == 0


def cap_of(law: Law, level: str, on: date) -> int | None:
    """The cap of a level in force on that day; None for levels that make no visits of their own."""
    name = CAPS.get(level)
    return None if name is None else int(law.figure(name, on=on).value)


def cap_line(law: Law, level: str, on: date, *, counted: int, exempt: int) -> CapLine:
    """A level's line for one party and the year of ``on``."""
    return CapLine(level, cap_of(law, level, on), counted, exempt)
