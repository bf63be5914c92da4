"""What one hour of one factor is (小时判定): within the limit, above it, missing, substituted, or not to be judged.

What the unit declared comes first: an hour that touches a declared stop, start-up or maintenance is shown with its
value and left out of judgement. Values are compared with all their digits; equal to the limit is within it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from qingtian.language import Text
from qingtian.standards.sources.marks import Used

State = Literal[
    "within", "over", "no_limit", "no_converted", "missing", "substituted", "invalid", "off_limits", "stopped",
    "starting", "maintained",
]  # fmt: skip
STATES: dict[State, Text] = {
    "within": Text("达标", "within the limit"),
    "over": Text("超标", "above the limit"),
    "no_limit": Text("没有小时限值", "no hour limit"),
    "no_converted": Text("没有折算值，不判", "no converted value, not judged"),
    "missing": Text("缺测", "missing"),
    "substituted": Text("替代", "substituted"),
    "invalid": Text("无效", "invalid"),
    "off_limits": Text("超量程", "beyond the range"),
    "stopped": Text("停运", "stopped"),
    "starting": Text("启炉停炉", "start-up or shut-down"),
    "maintained": Text("维护", "maintenance"),
}
#: kinds of operation marks by the state they give
DECLARED: dict[str, State] = {
    "stop": "stopped",
    "start_up": "starting",
    "shut_down": "starting",
    "maintenance": "maintained",
    "fault": "maintained",
}
#: where several marks touch one hour, the first of these holds
_STRONGEST: tuple[State, ...] = ("stopped", "starting", "maintained")


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit in force for an hour, in millionths. ``converted``: the converted value is compared."""

    highest: int
    lowest: int | None = None
    converted: bool = False

    def above(self, value: int | Fraction) -> bool:
        return value > self.highest or (self.lowest is not None and value < self.lowest)

    def times(self, value: int | Fraction) -> Fraction | None:
        """By how many times it exceeds the limit (超标倍数): value ÷ limit − 1; None where it is too low or within."""
        return Fraction(value) / self.highest - 1 if value > self.highest > 0 else None


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported of one hour, in millionths; ``used`` and ``reason`` as ``marks.judged`` found."""

    value: int | None
    converted: int | None
    used: Used
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the unit declared for a span; ``factor`` empty: for every factor."""

    kind: str
    begins: datetime
    ends: datetime
    factor: str = ""

    def touches(self, factor: str, start: datetime, end: datetime) -> bool:
        """Whether some minute of the hour lies within; an end that is the beginning of the hour does not."""
        return self.factor in ("", factor) and self.begins < end and start < self.ends


@dataclass(frozen=True, slots=True)
class Judged:
    """The state of an hour, the value it was judged by, and whether that lies above the limit whatever was declared."""

    state: State
    value: int | None = None
    above: bool = False
    times: Fraction | None = None


def declared_state(marks: Iterable[Declared], factor: str, start: datetime, end: datetime) -> State | None:
    """The state the unit's own marks give the hour; None where it declared nothing."""
    touching = {DECLARED[mark.kind] for mark in marks if mark.touches(factor, start, end)}
    return next((state for state in _STRONGEST if state in touching), None)


def judge(reported: Reported | None, limit: Limit | None, declared: State | None = None) -> Judged:
    """The hour, by what was reported (None: nothing), the limit in force (None: none), and what was declared."""
    value = _compared(reported, limit)
    above = value is not None and limit is not None and limit.above(value)
    times = limit.times(value) if value is not None and limit is not None else None
    return Judged(declared or _state(reported, limit, value, above), value, above, times)


def _compared(reported: Reported | None, limit: Limit | None) -> int | None:
    if reported is None:
        return None
    return reported.converted if limit is not None and limit.converted else reported.value


def _state(reported: Reported | None, limit: Limit | None, value: int | None, above: bool) -> State:
    if reported is None:
        return "missing"
    if reported.used == "substituted":
        return "substituted"
    if reported.used == "invalid":
        return "off_limits" if reported.reason == "off_limits" else "invalid"
    if limit is None:
        return "no_limit"
    if value is None:
        return "no_converted"
    return "over" if above else "within"
