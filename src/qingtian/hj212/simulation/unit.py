"""One simulated data logger (数采仪): its frames, its settings, and what it answers to the centre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qingtian.hj212.editions import EDITIONS, Edition
from qingtian.hj212.flag import ANSWER
from qingtian.hj212.message import Message
from qingtian.hj212.segment import Item
from qingtian.hj212.simulation.plant import Plant
from qingtian.hj212.times import read_time, write_qn, write_time
from qingtian.hj212.writing import Head, execution_answer, notice_answer, request_answer, write

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: settings a request may write, by the command that writes and the parameter it carries
_WRITES = {"1062": "RtdInterval", "1064": "MinInterval", "1072": "NewPW"}
_READS = {"1061": "RtdInterval", "1063": "MinInterval"}
_HISTORY = {"2051": None, "2061": _HOUR, "2031": _DAY}
#: records of one answer; an office that asks for a year gets its first part
_MOST = 2000
WRONG_PASSWORD, WRONG_COMMAND, NO_DATA = 3, 8, 100


@dataclass(slots=True)
class Unit:
    """``at`` is the unit's clock as it last sent; ``offset`` what a set clock differs by."""

    plant: Plant
    edition: Edition
    at: datetime
    key: bytes | None = None
    password: str = "123456"  # noqa: S105 - the invented one of the standard's examples
    settings: dict[str, str] = field(default_factory=lambda: {"RtdInterval": "30", "MinInterval": "10"})
    offset: timedelta = timedelta(0)

    @property
    def minutes(self) -> timedelta:
        """The averaging period of minute data."""
        return timedelta(minutes=int(self.settings["MinInterval"]))

    def step(self, now: datetime) -> list[bytes]:
        """The frames due when the clock has come to ``now``: real-time data, and a mean of each period that ended."""
        before, self.at = self.at, max(now, self.at + timedelta(seconds=1))
        frames = [self._data("2011", self.at, [[("DataTime", write_time(self.at))], *self.plant.moment(self.at)])]
        for cn, length in (("2051", self.minutes), ("2061", _HOUR), ("2031", _DAY)):
            start = floor(self.at, length)
            if start > before:
                frames.append(self.record(cn, start - length, length))
        return frames

    def record(self, cn: str, start: datetime, length: timedelta, *, resent: bool = False) -> bytes:
        """One record of the past. ``RF=1`` marks a re-sent one in 2025 alone."""
        groups = [[("DataTime", write_time(start))], *self.plant.period(start, length)]
        return self._data(cn, start + length, groups, resent=resent)

    def back_fill(self, hours: int) -> Iterator[bytes]:
        """Minute and hour records of the last hours, newest first (HJ 212-2025: new data before old)."""
        for cn, length in (("2061", _HOUR), ("2051", self.minutes)):
            start = floor(self.at, length) - length
            for number in range(int(timedelta(hours=hours) / length)):
                yield self.record(cn, start - length * number, length, resent=True)

    def _data(self, cn: str, qn: datetime, groups: list[list[Item]], *, resent: bool = False) -> bytes:
        flag = EDITIONS[self.edition].answer_flag | ANSWER
        # data of one moment under several commands, and sent again, have request numbers of their own
        number = int(cn) % 500 + 500 * resent
        head = Head(
            self.plant.st, cn, self.plant.mn, self.password, write_qn(qn + timedelta(milliseconds=number)), flag,
            resent=resent and self.edition == "2025",
        )  # fmt: skip
        return write(head, groups, self.key)

    def obey(self, message: Message) -> list[bytes]:
        """What the unit sends back to a request or a notice of the centre; nothing to its answers."""
        cn = message.field("CN") or ""
        if cn.startswith("9"):
            return []
        if cn in ("2012", "2022"):
            return [notice_answer(message, self.edition)]
        if message.field("PW") != self.password:
            return [request_answer(message, WRONG_PASSWORD, self.edition)]
        done = self._carried_out(cn, message)
        if done is None:
            return [request_answer(message, WRONG_COMMAND, self.edition)]
        result = execution_answer(message, 1 if done or cn not in _HISTORY else NO_DATA, self.edition)
        return [request_answer(message, 1, self.edition), *done, result]

    def _carried_out(self, cn: str, message: Message) -> list[bytes] | None:
        """Frames between the two answers; None for a command this unit does not know."""
        if cn in _HISTORY:
            return self._history(cn, message)
        if cn in _WRITES:
            return self._written(cn, message)
        if cn == "1012":
            told = read_time(message.param("SystemTime"))
            self.offset = told - self.at if told else self.offset
            return []
        if cn == "1011":
            return [self._told(message, [[("SystemTime", write_time(self.at + self.offset))]])]
        if cn in _READS:
            return [self._told(message, [[(_READS[cn], self.settings[_READS[cn]])]])]
        if cn == "3020":
            return [self._told(message, self._information(message))]
        return [] if cn in ("1000", "2011", "2021", "3011", "3012", "3013") else None

    def _written(self, cn: str, message: Message) -> list[bytes]:
        name, value = _WRITES[cn], message.param(_WRITES[cn]) or ""
        if cn == "1072":
            self.password = value or self.password
        elif value.isdigit() and int(value):
            self.settings[name] = value
        return []

    def _history(self, cn: str, message: Message) -> list[bytes]:
        begin, end = read_time(message.param("BeginTime")), read_time(message.param("EndTime"))
        length = _HISTORY[cn] or self.minutes
        if begin is None or end is None:
            return []
        records: list[bytes] = []
        start = floor(begin, length)
        while start <= min(end, self.at - length) and len(records) < _MOST:
            records.append(self.record(cn, start, length, resent=True))
            start += length
        return records

    def _information(self, message: Message) -> list[list[Item]]:
        code = message.param("InfoId") or "i12001"
        told = {"i13004": "165.0", "i13001": "0-500", "i13008": "1.00", "i11001": "//定期巡检//"}.get(code, "0")
        polled = message.param("PolId")
        return [
            [("DataTime", write_time(self.at))], *([[("PolId", polled)]] if polled else []), [(f"{code}-Info", told)]
        ]  # fmt: skip

    def _told(self, message: Message, groups: list[list[Item]]) -> bytes:
        """What was asked for, under the command's own code and QN (HJ 212-2017, 6.5.1)."""
        head = Head(
            self.plant.st, message.field("CN") or "", self.plant.mn, self.password, message.field("QN") or "",
            EDITIONS[self.edition].answer_flag,
        )  # fmt: skip
        return write(head, groups)


def floor(at: datetime, length: timedelta) -> datetime:
    """The start of the period of that length ``at`` lies in, counted from local midnight."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + length * int((at - midnight) / length)
