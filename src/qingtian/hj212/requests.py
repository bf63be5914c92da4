"""Requests of the centre (反控指令) as messages: what each needs, whether its values will do, and the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingtian.hj212.codes import meaning
from qingtian.hj212.declarations import Basis, Declared, read
from qingtian.hj212.editions import EDITIONS, Edition
from qingtian.hj212.flag import ANSWER
from qingtian.hj212.segment import Item
from qingtian.hj212.times import write_time
from qingtian.hj212.writing import Head, write
from qingtian.language import Text

#: what a form or a row calls a value, and the parameter it becomes
PARAMETERS = {
    "factor": "PolId",
    "info": "InfoId",
    "begins": "BeginTime",
    "ends": "EndTime",
    "seconds": "RtdInterval",
    "minutes": "MinInterval",
    "over_time": "OverTime",
    "retries": "ReCount",
    "new_password": "NewPW",
}
_CODE = re.compile(r"[A-Za-z0-9_]{1,12}")
_PASSWORD = re.compile(r"[A-Za-z0-9]+")


class Request(Declared):
    """One request by its key. ``sends_time``: the time of sending goes with it; ``notice``: answered by 9013."""

    cn: str
    zh: str
    en: str
    needs: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    sends_time: bool = False
    notice: bool = False

    @property
    def reads(self) -> bool:
        """Nothing at the unit is another afterwards: it is asked for what it holds (HJ 212-2017, table 9)."""
        return self.cn in ("1011", "1061", "1063", "2031", "2051", "2061", "3019", "3020")

    @property
    def name(self) -> Text:
        """What it does, in both languages."""
        return Text(self.zh, self.en)


class Limits(Declared):
    """What the standard lets a setting be."""

    seconds: tuple[int, int]
    minutes: tuple[int, ...]
    over_time: tuple[int, int]
    retries: tuple[int, int]
    password_length: int


class _Requests(Declared):
    basis: Basis
    limits: Limits
    requests: dict[str, Request]


_DECLARED = read(_Requests, "requests")
REQUESTS: dict[str, Request] = dict(_DECLARED.requests)
LIMITS = _DECLARED.limits


def known_to(key: str, edition: Edition) -> bool:
    """Whether a unit of that edition knows the request.

    >>> known_to("set_minute_interval", "2005"), known_to("set_minute_interval", "2017")
    (False, True)
    """
    found = meaning(REQUESTS[key].cn, edition)
    return found is not None and ("notice" if REQUESTS[key].notice else "ask") in found.kinds


def faults(key: str, values: Mapping[str, Any]) -> dict[str, Text]:
    """Of each value that will not do, why; of one that lacks, too. Values are numbers, text or datetimes."""
    request = REQUESTS[key]
    given = {name: value for name, value in values.items() if value not in (None, "") and name in PARAMETERS}
    wrong = {
        name: Text("这条指令要填这一项。", "This command needs it.") for name in request.needs if name not in given
    }
    for name, value in given.items():
        if name not in request.needs + request.optional:
            wrong[name] = Text("这条指令不带这一项，请空着。", "This command does not carry it; leave it empty.")
        elif said := _fault(name, value):
            wrong[name] = said
    begins, ends = given.get("begins"), given.get("ends")
    if begins and ends and not wrong and begins > ends:
        wrong["ends"] = Text("结束时间要在开始时间之后。", "It must end after it begins.")
    return wrong


def _fault(name: str, value: Any) -> Text | None:
    if name in ("seconds", "over_time", "retries"):
        low, high = getattr(LIMITS, name)
        if not low <= value <= high:
            return Text("应在 {low} 到 {high} 之间。", "It must lie between {low} and {high}.").format(
                low=low, high=high
            )
    elif name == "minutes" and value not in LIMITS.minutes:
        allowed = ", ".join(map(str, LIMITS.minutes))
        return Text("只能是 {allowed} 之一。", "It must be one of {allowed}.").format(allowed=allowed)
    elif name in ("factor", "info") and not _CODE.fullmatch(value):
        return Text("写成编码，如 w01018、i13004。", "Write a code such as w01018 or i13004.")
    elif name == "new_password" and (len(value) != LIMITS.password_length or not _PASSWORD.fullmatch(value)):
        return Text("密码是 {n} 位字母或数字。", "A password is {n} letters or digits.").format(
            n=LIMITS.password_length
        )
    return None


def groups_of(key: str, values: Mapping[str, Any], at: datetime) -> Iterator[list[Item]]:
    """The data area: a period's two ends stand in one group, everything else in its own (HJ 212-2017, Annex C.41)."""
    if values.get("factor"):
        yield [("PolId", str(values["factor"]))]
    if REQUESTS[key].sends_time:
        yield [("SystemTime", write_time(at))]
    for name in ("info", "seconds", "minutes", "over_time", "retries", "new_password"):
        if values.get(name) not in (None, ""):
            yield [(PARAMETERS[name], str(values[name]))]
    period = [(PARAMETERS[name], write_time(values[name])) for name in ("begins", "ends") if values.get(name)]
    if period:
        yield period


@dataclass(frozen=True, slots=True)
class Addressee:
    """The unit a request goes to. ``pw``: the password it used last; ``sm4``: the key where its areas are encrypted."""

    st: str
    mn: str
    pw: str
    edition: Edition
    sm4: bytes | None = None

    def __repr__(self) -> str:
        return f"Addressee({self.mn})"


def request_frame(key: str, values: Mapping[str, Any], to: Addressee, *, qn: str, at: datetime) -> bytes:
    """The frame that asks ``to`` for it, answer wanted. In 2005 the new password is called ``PW`` (from memory)."""
    flag = EDITIONS[to.edition].answer_flag | ANSWER
    groups = list(groups_of(key, values, at))
    if to.edition == "2005":
        groups = [[("PW" if name == "NewPW" else name, value) for name, value in group] for group in groups]
    return write(Head(to.st, REQUESTS[key].cn, to.mn, to.pw, qn, flag), groups, to.sm4)
