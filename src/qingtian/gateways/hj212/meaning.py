"""What a stored frame means (读数): hour values of CN=2061, field information of CN=3020.

Pure. Units come from the profile, never from the message; what cannot be read stays in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingtian.hj212.message import Message, first
from qingtian.hj212.times import period_of, read_qn, read_time

HOUR_DATA, FIELD_INFORMATION = "2061", "3020"
#: commands whose frames are settled; the others stay in the store, where pages read them
SETTLED = (HOUR_DATA, FIELD_INFORMATION)
#: a label so little after the full hour means the hour: stations write 21:00:01
SLACK = timedelta(minutes=1)
MOST_OF_TEXT = 900


@dataclass(frozen=True, slots=True)
class HourSaid:
    """One value of one factor for one hour, texts as sent; empty where a field was not sent."""

    factor: str
    start: datetime
    end: datetime
    average: str
    converted: str
    mark: str
    resent: bool


@dataclass(frozen=True, slots=True)
class InfoSaid:
    """One piece of field information; ``factor`` is its ``PolId``."""

    factor: str
    code: str
    text: str
    at: datetime


def hour_of(message: Message) -> tuple[datetime, datetime] | None:
    """Both ends of the hour a frame of hour data is about; None where it does not say."""
    period = period_of(HOUR_DATA, message.param("DataTime"))
    if period is None:
        return None
    hour = period.start.replace(minute=0, second=0)
    start = hour if period.start - hour < SLACK else period.start
    return start, start + timedelta(hours=1)


def hours_of(message: Message, code_of: Callable[[str], str] = str) -> Iterator[HourSaid]:
    """Values of a frame of hour data; ``code_of`` turns the codes of 2005 into those of today.

    Of a factor that comes twice in one message the first counts; the frame, which every value points to, shows both.
    """
    hour = hour_of(message)
    if hour is None:
        return
    for code, fields in message.factors.items():
        average, converted, mark = (_kept(first(fields.get(name)) or "") for name in ("Avg", "ZsAvg", "Flag"))
        if not code.startswith("i") and (average or converted or mark):
            yield HourSaid(
                factor=_kept(code_of(code)),
                start=hour[0],
                end=hour[1],
                average=average,
                converted=converted,
                mark=mark,
                resent=message.field("RF") == "1",
            )


def infos_of(message: Message, received: datetime) -> Iterator[InfoSaid]:
    """Values of a frame of field information, in its order: the same codes repeat under several ``PolId``."""
    at = read_time(message.param("DataTime")) or read_qn(message.field("QN")) or received
    about = ""
    for key, text in message.items:
        code, divided, field = key.rpartition("-")
        if key == "PolId":
            about = text.strip()
        elif divided and field == "Info" and code.startswith("i"):
            yield InfoSaid(_kept(about[:12]), _kept(code[:12]), _kept(text[:MOST_OF_TEXT]), at)


def _kept(text: str) -> str:
    """The text with what no database takes made visible; the frame holds it as it came."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
