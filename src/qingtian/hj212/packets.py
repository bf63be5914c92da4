"""Sub-packets (拆分包) joined. Each is a whole frame with its own QN; MN, CN and DataTime tie them together.

A sub-packet is stored at once; joining tells completeness, and gives the area as one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from qingtian.hj212.message import Message
from qingtian.hj212.segment import Group

#: MN, CN and DataTime of a message that was sent in parts
Whole = tuple[str, str, str]


@dataclass(slots=True)
class Parts:
    """What has arrived of one message; ``since`` is when its first part did."""

    whole: Whole
    total: int
    since: float
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the sub-packets that have not arrived."""
        return tuple(number for number in range(1, self.total + 1) if number not in self.messages)

    def groups(self) -> tuple[Group, ...]:
        """The area of all parts in their order; DataTime, which each repeats, stands once."""
        joined: list[Group] = []
        for number in sorted(self.messages):
            joined += [group for group in self.messages[number].groups if not joined or group != joined[0]]
        return tuple(joined)


def part_of(message: Message) -> tuple[int, int] | None:
    """PNO and PNUM, whatever ``Flag`` says of them; None for a message sent whole."""
    number, total = message.field("PNO") or "", message.field("PNUM") or ""
    if not (number.isascii() and number.isdigit() and total.isascii() and total.isdigit()):
        return None
    if len(number) > 4 or len(total) > 4 or not 1 <= int(number) <= int(total):
        return None
    return int(number), int(total)


class Joiner:
    """Parts of several messages at once, at most ``limit`` of them; the oldest gives way."""

    def __init__(self, limit: int = 64) -> None:
        self._limit = limit
        self._open: OrderedDict[Whole, Parts] = OrderedDict()

    def add(self, message: Message, at: float) -> Parts | None:
        """Take one message in; the whole as soon as its last part is there, at once for a message sent whole."""
        whole = (message.field("MN") or "", message.field("CN") or "", message.param("DataTime") or "")
        place = part_of(message)
        if place is None:
            return Parts(whole, 1, at, {1: message})
        number, total = place
        parts = self._open.get(whole)
        if parts is None or parts.total != total:
            parts = self._open[whole] = Parts(whole, total, at)
            self._open.move_to_end(whole)
        parts.messages[number] = message
        if not parts.missing:
            return self._open.pop(whole)
        if len(self._open) > self._limit:
            self._open.popitem(last=False)
        return None

    def waiting(self) -> tuple[Parts, ...]:
        """Messages of which parts are missing, oldest first."""
        return tuple(self._open.values())

    def give_up(self, before: float) -> tuple[Parts, ...]:
        """Forget what has waited since before that moment, and say what it was."""
        stale = tuple(parts for parts in self._open.values() if parts.since < before)
        for parts in stale:
            del self._open[parts.whole]
        return stale
