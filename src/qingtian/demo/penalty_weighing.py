"""A fine of the invented city weighed on its sheet: an act before the Code, whose range the legal officer types."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from qingtian.apps.penalties.actions.weigh import weigh_discretion
from qingtian.apps.penalties.drafting import Answered, drafted
from qingtian.apps.penalties.held import table_of
from qingtian.demo.stage import office_moment
from qingtian.enforcement.discretion.reckoned import Given

if TYPE_CHECKING:
    from qingtian.demo.penalty_life import Walk

#: the worked example of the percentage sum
FACTORS = {
    "exceedance": ("1.6",),
    "receiving_water": ("class_three",),
    "duration": ("2",),
    "repeat": ("1",),
    "neighbours": ("none",),
}
SHOWN = ("证据1《现场检查笔录》", "证据2《监测报告》")


def weighed(walk: Walk, violation: str) -> Generator[datetime, None, None]:
    """Two days later the investigators fill in the sheet: 310,000 yuan as computed."""
    walk.at = office_moment(walk.rng, walk.at, 2)
    yield walk.at
    on = walk.at.date()
    answered = Answered(
        table=table_of("hunan_example"),
        violation=violation,
        medium="water",
        given=Given(factors=FACTORS),
        minimum=Decimal(100_000),
        maximum=Decimal(1_000_000),
        evidence=dict.fromkeys(FACTORS, SHOWN),
    )
    walk.matter.refresh_from_db()
    weigh_discretion(
        walk.matter,
        drafted(walk.matter, answered, on),
        by=walk.stage.actor(walk.team[0], on),
        on=on,
        now=walk.at,
        expected_seq=walk.matter.seq,
        once=f"demo-weighing-{walk.key}",
    )
    walk.matter.refresh_from_db()
    walk.stage.counted()
