"""The language of a rule (告警规则): what it watches, when it raises and clears, who is told, how soon.

One shape for all media. A rule is data: declared in ``declared/`` or entered by an administrator as another version.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from qingtian.language import Text
from qingtian.law.schema import Certainty


def _text(value: object) -> Text:
    if not isinstance(value, (Text, Mapping)):
        raise ValueError(f"a text needs zh and en: {value!r}")
    return Text.of(value)


Bilingual = Annotated[Text, BeforeValidator(_text)]
Medium = Literal["air", "outlet_gas", "outlet_water", "logger", "water", "noise", "weather", "integrity"]
Kind = Literal["threshold", "trend", "missing", "pattern"]
Severity = Literal["notice", "warning", "grave"]
Period = Literal["hour", "day"]

MEDIA: dict[str, Text] = {
    "air": Text("空气", "Air"),
    "outlet_gas": Text("废气排放口", "Gas outlets"),
    "outlet_water": Text("废水排放口", "Water outlets"),
    "logger": Text("数采仪", "Data loggers"),
    "water": Text("水环境", "Water"),
    "noise": Text("声环境", "Noise"),
    "weather": Text("气象", "Weather"),
    "integrity": Text("数据真实性", "Integrity of data"),
}
KINDS: dict[str, Text] = {
    "threshold": Text("阈值", "Threshold"),
    "trend": Text("趋势", "Trend"),
    "missing": Text("缺失", "Missing"),
    "pattern": Text("形态", "Pattern"),
}
SEVERITIES: dict[str, Text] = {
    "notice": Text("提示", "Notice"),
    "warning": Text("预警", "Warning"),
    "grave": Text("严重", "Grave"),
}
PERIODS: dict[str, Text] = {"hour": Text("小时", "Hour"), "day": Text("日", "Day")}
#: from the mildest
RANK: dict[str, int] = {name: n for n, name in enumerate(SEVERITIES)}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Subjects(Part):
    """Which subjects (对象): by code or by area; empty is all the source knows."""

    codes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


class Threshold(Part):
    """以上、以下 include the number itself, 超过、低于 do not."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def _one(self) -> Threshold:
        if sum(bound is not None for bound in (self.at_least, self.above, self.at_most, self.below)) != 1:
            raise ValueError("exactly one of at_least, above, at_most, below")
        return self

    @property
    def upward(self) -> bool:
        return self.at_least is not None or self.above is not None

    @property
    def bound(self) -> Decimal:
        return next(one for one in (self.at_least, self.above, self.at_most, self.below) if one is not None)


class Trend(Part):
    """A rise or a fall of so much (以上) against the lowest or highest of the periods before."""

    by: Decimal = Field(gt=0)
    within: int = Field(ge=1, le=168)
    direction: Literal["rise", "fall"] = "rise"


class Pattern(Part):
    """``frozen``: so many equal values in a row. ``often``: the threshold met so many times of the last ``out_of``."""

    shape: Literal["frozen", "often"]
    times: int = Field(ge=2, le=240)
    out_of: int = Field(default=0, ge=0, le=240)
    threshold: Threshold | None = None

    @model_validator(mode="after")
    def _fits(self) -> Pattern:
        if self.shape == "often" and (self.threshold is None or self.out_of < self.times):
            raise ValueError("often needs a threshold, and out_of not below times")
        return self


class Clearing(Part):
    """Hysteresis (回差): the value has to be back beyond ``beyond`` for so many periods, without a gap."""

    periods: int = Field(default=1, ge=1, le=240)
    beyond: Decimal | None = None


class Grouping(Part):
    """Which subjects make one alert: each alone, those of an area or a party, or neighbours within ``km``."""

    by: Literal["subject", "area", "party", "neighbours"] = "subject"
    km: Decimal = Field(default=Decimal(3), gt=0, le=100)


class Telling(Part):
    """Who is told: organs by their place (``local``: of the subject's area; ``city``), posts by role. ``answer_hours``:
    when somebody must have taken it up; ``repeat_hours``: how often they are reminded until then, 0 never."""

    organ: Literal["local", "city"] = "local"
    roles: tuple[str, ...] = Field(min_length=1)
    answer_hours: int = Field(ge=1, le=240)
    repeat_hours: int = Field(default=0, ge=0, le=240)


class Quiet(Part):
    """Quiet hours (静默时段) in Shanghai, the first moment included, the last not; a grave alert is told at once."""

    begin: time
    end: time
    grave_too: bool = False

    @model_validator(mode="after")
    def _not_all_day(self) -> Quiet:
        if self.begin == self.end:
            raise ValueError("quiet hours need a beginning and another end")
        return self


class Rule(Part):
    """One version of one rule. ``for_periods``: how many periods in a row before it raises (连续)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{2,59}$")
    version: int = 0
    title: Bilingual
    medium: Medium
    item: str
    unit: str = ""
    period: Period = "hour"
    subjects: Subjects = Subjects()
    kind: Kind
    threshold: Threshold | None = None
    trend: Trend | None = None
    pattern: Pattern | None = None
    for_periods: int = Field(default=1, ge=1, le=240)
    clearing: Clearing = Clearing()
    grouping: Grouping = Grouping()
    severity: Severity
    telling: Telling
    quiet: Quiet | None = None
    valid_from: date
    valid_until: date | None = None
    source: Bilingual
    certainty: Certainty

    @model_validator(mode="after")
    def _holds_together(self) -> Rule:
        given = {name for name in ("threshold", "trend", "pattern") if getattr(self, name) is not None}
        if given != ({self.kind} - {"missing"}):
            raise ValueError(f"a rule of kind {self.kind} carries its own part and no other")
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until before valid_from")
        threshold, beyond = self.threshold, self.clearing.beyond
        if beyond is not None:
            if threshold is None:
                raise ValueError("only a threshold clears beyond a number")
            if beyond > threshold.bound if threshold.upward else beyond < threshold.bound:
                raise ValueError("it would clear while it still raises")
        return self

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
