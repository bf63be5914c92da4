"""What a field unit told of itself (现场端信息, CN=3020) and what in it gives a reason to look.

Codes: HJ 212-2017 annex B.10. The rules are the ones of the working notes on tampering, none of them is law: a change
of a parameter outside maintenance, a person at the device near a step in its values, a plant without electricity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from qingtian.language import Text

#: parameters that change what an instrument says
PARAMETERS: Final[dict[str, Text]] = {
    "i13001": Text("量程", "range"),
    "i13004": Text("消解温度", "digestion temperature"),
    "i13007": Text("截距", "intercept"),
    "i13008": Text("斜率", "slope"),
}
STATE, LOGGED_IN, DOOR, PLANT_ENERGY = "i12001", "i22002", "i32001", "i33202"
#: states of an instrument in which a parameter may change: maintenance, calibration
AT_WORK: Final = frozenset({"1", "3"})
ADMINISTRATOR, OPEN = "1", "1"
#: how near a step in the values a visit must be, and how great the step
NEAR: Final = timedelta(hours=3)
STEP: Final = 0.4
SIDE: Final = 6
#: a day of a plant is idle below this share of its usual electricity while the outlet still discharges
IDLE: Final = 0.2
RUNNING: Final = 0.6

CHANGED = Text(
    "{name}由 {before} 改为 {after}，没有登记维护，仪器也不在维护、校准状态。",
    "The {name} went from {before} to {after}; no maintenance is recorded and the instrument was not in it.",
)
CHANGED_DOUBT = Text(
    "维护没有及时登记、换了仪器、平台单位换算变了，也会这样。",
    "Maintenance entered late, another instrument or a changed unit looks the same.",
)
VISITED = Text(
    "{who}，前后 {near} 小时内数值由约 {before} 变为约 {after}。",
    "{who}; within {near} hours the values went from about {before} to about {after}.",
)
VISITED_DOUBT = Text(
    "正常巡检恰逢工况变化也会这样；看巡检记录和生产记录。",
    "A normal round during a change of production looks the same; see the log of rounds and of production.",
)
ADMIN_WORDS = Text("管理员登录数采仪", "An administrator logged in")
DOOR_WORDS = Text("站房开门", "The door of the station house was open")
IDLED = Text(
    "治理设施当日用电 {energy}，平时约 {usual}；排放口仍有排放（平时的 {share}%）。",
    "The treatment plant used {energy}, usually about {usual}; the outlet still discharged ({share} % of usual).",
)
IDLED_DOUBT = Text(
    "电表故障、换回路、工艺不耗电也会这样；现场核对电表。",
    "A broken or re-wired meter looks the same; check the meter on site.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One row of field information; ``factor`` is empty where it concerns the whole device."""

    at: datetime
    code: str
    value: str
    factor: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Recorded maintenance, end excluded."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to look at a field unit, with what was compared and what else could explain it."""

    rule: str
    at: datetime
    sentence: Text
    doubt: Text
    factor: str = ""


def parameter_changes(rows: Iterable[Told], maintenance: Sequence[Span]) -> list[Reason]:
    """Range, slope, intercept or digestion temperature changed outside maintenance (recorded, or told by the state)."""
    last: dict[tuple[str, str], str] = {}
    state = ""
    found = []
    for row in sorted(rows, key=lambda one: one.at):
        if row.code == STATE:
            state = row.value
        if row.code not in PARAMETERS:
            continue
        before = last.get((row.factor, row.code))
        last[row.factor, row.code] = row.value
        if before is None or _same(before, row.value):
            continue
        if state in AT_WORK or any(span.begins <= row.at < span.ends for span in maintenance):
            continue
        told = CHANGED.format(name=PARAMETERS[row.code], before=before, after=row.value)
        found.append(Reason("parameter", row.at, told, CHANGED_DOUBT, row.factor))
    return found


def _same(one: str, other: str) -> bool:
    """Equal as numbers where both are: 1.0 and 1.00 are no change."""
    try:
        return float(one) == float(other)
    except ValueError:
        return one.strip() == other.strip()


def visits_near_steps(rows: Iterable[Told], values: Sequence[tuple[datetime, float]]) -> list[Reason]:
    """An administrator's log-in or an open door within some hours of a step in the hour values."""
    steps = _steps(values)
    found = []
    previous: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: one.at):
        words = {LOGGED_IN: (ADMINISTRATOR, ADMIN_WORDS), DOOR: (OPEN, DOOR_WORDS)}.get(row.code)
        if words is None:
            continue
        began = row.value.strip() == words[0] and previous.get(row.code) != words[0]
        previous[row.code] = row.value.strip()
        near = [step for step in steps if abs(step[0] - row.at) <= NEAR]
        if began and near:
            _, before, after = max(near, key=lambda step: abs(step[2] - step[1]))
            said = VISITED.format(
                who=words[1], near=int(NEAR.total_seconds() // 3600), before=f"{before:g}", after=f"{after:g}"
            )
            found.append(Reason("visit", row.at, said, VISITED_DOUBT))
    return found


def _steps(values: Sequence[tuple[datetime, float]]) -> list[tuple[datetime, float, float]]:
    """Moments at which the middle of the hours after differs from that of the hours before by a large share."""
    found = []
    for place in range(SIDE, len(values) - SIDE + 1):
        before = median(value for _, value in values[place - SIDE : place])
        after = median(value for _, value in values[place : place + SIDE])
        if abs(after - before) > STEP * max(abs(before), abs(after), 1e-9):
            found.append((values[place][0], before, after))
    return found


def idle_plants(rows: Iterable[Told], discharged: dict[date, float]) -> list[Reason]:
    """Days on which the treatment plant used hardly any electricity while the outlet discharged as usual.

    ``discharged`` is the amount of the day (waste water or stack gas); days without it say nothing.
    """
    daily: dict[date, float] = {}
    for row in rows:
        if row.code == PLANT_ENERGY and (number := _number(row.value)) is not None:
            daily[row.at.date()] = max(number, daily.get(row.at.date(), 0.0))
    both = defaultdict(float, {day: amount for day, amount in discharged.items() if day in daily})
    if len(both) < 5:
        return []
    usual, amount = median(daily[day] for day in both), median(both.values())
    if usual <= 0 or amount <= 0:
        return []
    found = []
    for day in sorted(both):
        if daily[day] < IDLE * usual and both[day] > RUNNING * amount:
            share = f"{100 * both[day] / amount:.0f}"
            told = IDLED.format(energy=f"{daily[day]:g}", usual=f"{usual:g}", share=share)
            found.append(Reason("electricity", datetime(day.year, day.month, day.day), told, IDLED_DOUBT))  # noqa: DTZ001
    return found


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
