"""The numbers of the air forecast from the law room: hour and days of the national minimum, widths of a range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qingtian.foresight.wording import RangeRule
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import CERTAINTIES

SHANGHAI = ZoneInfo("Asia/Shanghai")
HORIZONS = range(1, 8)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The national minimum: ``days`` ahead at least, out by ``hour`` o'clock, and how sure that is."""

    days: int
    hour: int
    certainty: Text
    certainty_code: str


def minimum(on: date) -> Minimum:
    """As of a day."""
    law = load_law()
    days, hour = law.figure("forecasting.days", on=on), law.figure("forecasting.hour", on=on)
    return Minimum(days.value, hour.value, CERTAINTIES[hour.certainty], hour.certainty)


def issue_by(on: date) -> datetime:
    """By when the forecast of that day has to be out."""
    return datetime.combine(on, time(minimum(on).hour), tzinfo=SHANGHAI)


def range_rule(on: date) -> RangeRule:
    """Widths of the AQI range."""
    law = load_law()
    names = ("range_narrow", "range_wide", "range_wide_above")
    return RangeRule(*(law.figure(f"forecasting.{name}", on=on).value for name in names))


def history_days(on: date) -> int:
    """Days of data below which nothing is trained."""
    return load_law().figure("forecasting.history_days", on=on).value
