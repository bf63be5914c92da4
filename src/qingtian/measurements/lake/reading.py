"""What goes into the lake one by one: a reading of an item and hour, a decision about some hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from qingtian.measurements.items import ITEMS
from qingtian.measurements.lake.states import Flag, State
from qingtian.measurements.scale import LARGEST

#: ``invalid`` takes the hours out, ``valid`` lets them stand, ``dust`` deducts them from the series without dust
Effect = Literal["invalid", "valid", "dust"]
NO_FLAGS = Flag(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One item of one station in the hour ``hour`` (1 to 24, the hour that ends then) of a natural day.

    ``value`` is in thousandths of the item's unit (``measurements.items.UNITS``) and stands with ``State.VALID`` alone;
    ``unit`` is the unit the source gave it in.
    """

    station: str
    item: str
    day: date
    hour: int
    value: int | None
    state: State = State.VALID
    flags: Flag = NO_FLAGS
    unit: str = ""

    def __post_init__(self) -> None:
        if self.item not in ITEMS or not 1 <= self.hour <= 24 or not self.station:
            raise ValueError(f"no such item, hour or station: {self.item} {self.hour} {self.station!r}")
        if (self.value is None) == (self.state is State.VALID):
            raise ValueError("a value stands with State.VALID and with no other state")
        if self.value is not None and not 0 <= self.value <= LARGEST:
            raise ValueError(f"not a concentration: {self.value}")
        if self.state in (State.INVALID, State.DUST):
            raise ValueError("what is invalid or dust is decided (Lake.decide), never read")


@dataclass(frozen=True, slots=True)
class Decision:
    """An act of review on ``item`` of ``station``, hours ``first_hour`` to ``last_hour`` of ``day``, both included.

    ``by`` is a token of who decided, never a name. ``undoes`` is the id of an earlier decision that this one takes
    back; the rest of such a row is a copy of it. Of decisions that overlap the latest counts.
    """

    station: str
    item: str
    day: date
    first_hour: int
    last_hour: int
    effect: Effect
    reason: str
    by: str
    at: datetime
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.item not in ITEMS or not 1 <= self.first_hour <= self.last_hour <= 24:
            raise ValueError(f"no such item or hours: {self.item} {self.first_hour} to {self.last_hour}")
        if not self.reason.strip() or not self.by.strip() or self.at.tzinfo is None:
            raise ValueError("a decision has a reason, somebody who decided, and a moment with its offset")
