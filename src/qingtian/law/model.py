"""The nouns of the law room: instruments, their articles, and dated numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.language import Text

#: marks of certainty, from read in the text to never seen; a mark is carried, never improved on the way
CERTAINTIES: dict[str, Text] = {
    "sure": Text("已核对原文", "read in the text"),
    "observed": Text("据实际数据观察", "observed on real data"),
    "copy": Text("据他处副本，待核对原文", "read in a copy, check the text"),
    "secondary": Text("据二手资料，待核对", "secondary source, to be checked"),
    "third_party": Text("据第三方资料，待核对", "third-party source, to be checked"),
    "from_memory": Text("凭记忆，须核实", "from memory, must be verified"),
    "local_default": Text("本地默认值，属配置", "local default, a setting"),
}

#: units that make a time limit; every other unit makes a figure (a threshold, a share, a sum of money)
TIME_UNITS: dict[str, Text] = {
    "hour": Text("小时", "hours"),
    "calendar_day": Text("日", "calendar days"),
    "working_day": Text("个工作日", "working days"),
    "month": Text("个月", "months"),
    "year": Text("年", "years"),
}
FIGURE_UNITS: dict[str, Text] = {
    "percent": Text("%", "%"),
    "count": Text("个（人、次）", "count"),
    "multiple": Text("倍", "times"),
    "yuan": Text("元", "yuan"),
    "tonne": Text("吨", "tonnes"),
    "mu": Text("亩", "mu"),
    "cubic_metre": Text("立方米", "m³"),
    "metre": Text("米", "metres"),
    "elapsed_hour": Text("小时（持续）", "hours' duration"),
}
UNITS: dict[str, Text] = TIME_UNITS | FIGURE_UNITS


def quantity(value: int, unit: str) -> Text:
    """A number with its unit as it is read: 60日 / 60 calendar days, 1 month, 3%, 5."""
    number = f"{value:,}"
    if unit == "count":
        return Text(number, number)
    words = UNITS[unit]
    if unit == "percent":
        return Text(number + words.zh, number + words.en)
    english = words.en.removesuffix("s") if value == 1 else words.en
    return Text(number + words.zh, f"{number} {english}")


@dataclass(frozen=True, slots=True)
class Basis:
    """An article of an instrument (依据): ``Basis("petition_regulations_2022", "34")``."""

    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, order, standard or rule (法律文件) with the days it was in force, both included.

    ``in_force_from`` is None where the day is not known to us; ``in_force_to`` is None while it is in force.
    """

    id: str
    title: Text
    issuer: Text
    number: str
    in_force_from: date | None
    in_force_to: date | None
    replaced_by: tuple[str, ...]
    certainty: str
    note: Text | None
    short: Text | None = None

    def in_force(self, on: date) -> bool:
        """Whether it was in force on that day; an unknown first day counts as always."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Extension:
    """How a limit may be extended (延长): at most ``up_to`` units, ``times`` times, by whose approval.

    ``basis`` and ``certainty`` are None where the article of the limit itself allows the extension.
    """

    up_to: int
    unit: str
    times: int
    approved_by: Text
    must_notify: bool
    basis: Basis | None = None
    certainty: str | None = None

    @property
    def most(self) -> int:
        """The longest extension in all, in ``unit``."""
        return self.up_to * self.times


@dataclass(frozen=True, slots=True)
class SuspensionGround:
    """A ground on which the clock stands still (不计入期限的事由)."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """The value of a parameter from one day on; ``value`` is None when it was repealed on that day."""

    from_day: date
    value: int | None
    basis: Basis
    certainty: str
    last_checked: date | None
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law with all its editions (参数), oldest first. ``starts`` is None for a figure."""

    id: str
    title: Text
    unit: str
    direction: str
    starts: Text | None
    first_day_counts: bool
    rest_day_rule: str
    suspended_by: tuple[SuspensionGround, ...]
    firmness: str
    note: Text | None
    editions: tuple[Edition, ...]

    @property
    def is_time_limit(self) -> bool:
        return self.unit in TIME_UNITS


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit (期限) as it stood on one day.

    ``rest_day_rule``: ``stay`` when the due day stays on a rest day (duties of organs, who should not gain time),
    ``roll`` when it moves to the next working day (acts of parties; Civil Code 203). ``firmness``: ``must`` or
    ``in_principle`` (原则上: an exception needs a recorded reason). ``direction``: ``after`` the event or ``before`` it
    (a report due 20 days before a session).
    """

    id: str
    title: Text
    value: int
    unit: str
    starts: Text
    first_day_counts: bool
    rest_day_rule: str
    extension: Extension | None
    firmness: str
    basis: Basis
    certainty: str
    last_checked: date | None
    suspended_by: tuple[SuspensionGround, ...] = ()
    note: Text | None = None
    direction: str = "after"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the law that is not a time limit (数额、比例、数量), as it stood on one day, in ``unit``."""

    id: str
    title: Text
    value: int
    unit: str
    firmness: str
    basis: Basis
    certainty: str
    last_checked: date | None
    note: Text | None = None
