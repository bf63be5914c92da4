"""A run: so many units at such a rate for such a time, and a reconnect storm with back-fill on the way."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingtian.hj212.editions import Edition
from qingtian.hj212.simulation.client import Centre, Client
from qingtian.hj212.simulation.plant import PLANTS, Plant
from qingtian.hj212.simulation.tally import Tally
from qingtian.hj212.simulation.unit import Unit
from qingtian.hj212.times import SHANGHAI

#: seconds until a unit that has not hung up is told again
HANGING_UP = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """``rate`` is steps a second of all units together; each is a real-time frame, and a mean where a period ended.
    ``storm``: at half time all hang up and come back within that many seconds, each filling ``back_fill`` hours back.
    ``start``: an invented time that moves ``step`` a frame; None: the clock."""

    mns: Sequence[str]
    rate: float
    seconds: float
    edition: Edition = "2017"
    key: bytes | None = None
    seed: int = 212
    ramp: float = 5.0
    storm: float | None = None
    back_fill: int = 0
    start: datetime | None = None
    step: timedelta = timedelta(seconds=30)


def invented_mns(count: int, seed: int) -> tuple[str, ...]:
    """Device identifiers of 24 hexadecimal digits, the same for the same seed."""
    return tuple(f"{seed & 0xFFFFFFFF:08X}{number:016X}" for number in range(1, count + 1))


def units_of(plan: Plan, now: datetime) -> list[Unit]:
    """The units of the plan, waste water and stack gas in turn."""
    systems = tuple(PLANTS)
    return [
        Unit(Plant(plan.seed, mn, systems[number % len(systems)]), plan.edition, plan.start or now, plan.key)
        for number, mn in enumerate(plan.mns)
    ]


async def simulate(plan: Plan, centre: Centre) -> Tally:
    """Carry the plan out and count."""
    tally = Tally()
    units = units_of(plan, datetime.now(SHANGHAI))
    first = plan.seconds / 2 if plan.storm is not None else plan.seconds
    await _for(first, plan, centre, tally, units, spread=plan.ramp, back_fill=0)
    if plan.storm is not None:
        await _for(plan.seconds - first, plan, centre, tally, units, spread=plan.storm, back_fill=plan.back_fill)
    return tally


async def _for(
    seconds: float, plan: Plan, centre: Centre, tally: Tally, units: list[Unit], *, spread: float, back_fill: int
) -> None:
    """All units connect within ``spread`` seconds, send until the time is over, and hang up."""
    chance = random.Random(plan.seed)  # noqa: S311 - a repeatable load, no secret
    interval = len(units) / plan.rate
    running = [
        asyncio.create_task(
            Client(unit, centre, tally, _clock(plan, unit)).run(chance.random() * spread, interval, back_fill)
        )
        for unit in units
    ]
    if running:
        await asyncio.wait(running, timeout=seconds)
    left = set(running)
    while left:  # a unit that was about to come back may miss the first word
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=HANGING_UP)
    for task in running:
        if not task.cancelled() and (failed := task.exception()):
            raise failed


class _clock:
    """The moment a unit's next step is of: the machine's time, or the invented one moved on."""

    def __init__(self, plan: Plan, unit: Unit) -> None:
        self._plan, self._unit = plan, unit

    def __call__(self) -> datetime:
        if self._plan.start is None:
            return datetime.now(SHANGHAI)
        return self._unit.at + self._plan.step
